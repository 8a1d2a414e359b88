using RingCentral.Connect.Api.Errors;

namespace RingCentral.Connect.Api.Requests;

/// <summary>Refuses a body where a call takes none: whoever sends one means something by it. An empty JSON object says nothing and passes.</summary>
internal sealed class NoBodyFilter : IEndpointFilter
{
    private const int Enough = 16;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var buffer = new byte[Enough];
        var length = await http.Request.Body.ReadAtLeastAsync(buffer, Enough, throwOnEndOfStream: false, http.RequestAborted);
        return length < Enough && IsNothing(buffer.AsSpan(0, length)) ? await next(context) : Problems.Invalid("body", "must be empty for this call");
    }

    private static bool IsNothing(ReadOnlySpan<byte> body)
    {
        var text = body.Trim(" \t\r\n"u8);
        return text.IsEmpty || (text[0] == '{' && text[^1] == '}' && text[1..^1].Trim(" \t\r\n"u8).IsEmpty);
    }
}

/// <summary>Marks calls without a body.</summary>
internal static class NoBodyExtensions
{
    public static RouteHandlerBuilder WithoutBody(this RouteHandlerBuilder builder) => builder.AddEndpointFilter(new NoBodyFilter());
}
