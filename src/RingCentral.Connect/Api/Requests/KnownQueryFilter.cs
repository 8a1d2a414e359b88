using RingCentral.Connect.Api.Errors;

namespace RingCentral.Connect.Api.Requests;

/// <summary>Refuses query parameters that a call does not know: a misspelt filter must not look like no filter.</summary>
internal sealed class KnownQueryFilter(params string[] known) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var query = context.HttpContext.Request.Query;
        if (query.Keys.FirstOrDefault(name => !known.Contains(name, StringComparer.Ordinal)) is { } unknown)
        {
            return Problems.Invalid(Printable(unknown), "is not a parameter of this call");
        }

        return query.FirstOrDefault(parameter => parameter.Value.Count > 1).Key is { } repeated
            ? Problems.Invalid(repeated, "stands more than once")
            : await next(context);
    }

    private static string Printable(string name) => new([.. name.Where(c => !char.IsControl(c)).Take(50)]);
}

/// <summary>Names the query parameters of a call.</summary>
internal static class KnownQueryExtensions
{
    public static RouteHandlerBuilder WithQuery(this RouteHandlerBuilder builder, params string[] known) =>
        builder.AddEndpointFilter(new KnownQueryFilter(known));
}
