using System.Security.Cryptography;
using System.Text;
using RingCentral.Connect.Api.Errors;
using RingCentral.Connect.Api.Keys;
using RingCentral.Connect.Api.Requests;
using RingCentral.Connect.Data.Idempotency;

namespace RingCentral.Connect.Api.Idempotency;

/// <summary>
/// <c>Idempotency-Key</c>: a request with a name is carried out once, and its answer repeated to whoever sends it again. A refusal is not
/// kept, nor a failure: nothing was done, and once what stood in the way is mended, the next attempt is to be a real one.
/// </summary>
internal sealed class IdempotencyFilter : IEndpointFilter
{
    public const string Header = "Idempotency-Key";

    /// <summary>Tells a repeated answer from the first one.</summary>
    public const string Replayed = "Idempotency-Replayed";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!http.Request.Headers.TryGetValue(Header, out var keys))
        {
            return await next(context);
        }

        if (keys is not [{ Length: > 0 and <= IdempotentRequestMapping.KeyMaxLength } key] || !key.All(c => c is > ' ' and <= '~'))
        {
            return Problems.Invalid(Header, $"must be 1 to {IdempotentRequestMapping.KeyMaxLength} visible ASCII characters");
        }

        var requests = http.RequestServices.GetRequiredService<IdempotentRequests>();
        if (await ReadBodyAsync(http) is not { } body)
        {
            return Problems.Invalid("body", $"must be at most {ApiLimits.LargestBody} bytes") with { Status = StatusCodes.Status413PayloadTooLarge };
        }

        var attempt = Guid.CreateVersion7(http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());
        var request = new NamedRequest(ApiKeyOf(http), key, Fingerprint(http, body), attempt);
        return await requests.BeginAsync(request, http.RequestAborted) switch
        {
            IdempotencyStanding.Answered answered => await RepeatAsync(http, answered.Answer),
            IdempotencyStanding.UnderWay => Problems.IdempotencyConflict,
            IdempotencyStanding.OtherRequest => Problems.Invalid(Header, "was used for another request: a new request needs a new key") with
            {
                Status = StatusCodes.Status422UnprocessableEntity,
            },
            _ => await RunAsync(requests, request, context, next),
        };
    }

    private static async Task<IResult> RunAsync(IdempotentRequests requests, NamedRequest request, EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        KeptAnswer? answer = null;
        try
        {
            answer = await CaptureAsync(context, next);
        }
        finally
        {
            // Also when the call failed: the exception goes on its way.
            await (answer is { Status: < StatusCodes.Status400BadRequest } ? requests.EndAsync(request, answer) : requests.DropAsync(request));
        }

        await context.HttpContext.Response.Body.WriteAsync(answer.Body, context.HttpContext.RequestAborted);
        return Results.Empty;
    }

    /// <summary>Lets the call write its answer where nobody reads it yet.</summary>
    private static async Task<KeptAnswer> CaptureAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var response = context.HttpContext.Response;
        var outside = response.Body;
        using var inside = new MemoryStream();
        response.Body = inside;
        try
        {
            if (await next(context) is IResult result)
            {
                await result.ExecuteAsync(context.HttpContext);
            }
        }
        finally
        {
            response.Body = outside;
        }

        return new KeptAnswer(response.StatusCode, response.ContentType, response.Headers.Location, response.Headers.ETag, inside.ToArray());
    }

    private static async Task<IResult> RepeatAsync(HttpContext http, KeptAnswer answer)
    {
        var response = http.Response;
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        response.Headers.Location = answer.Location;
        response.Headers.ETag = answer.ETag;
        response.Headers[Replayed] = "true";
        await response.Body.WriteAsync(answer.Body, http.RequestAborted);
        return Results.Empty;
    }

    private static Guid ApiKeyOf(HttpContext http) => http.CallerAccess().KeyId;

    /// <summary>The body, which the call then reads from memory, never from disk: it may hold a credential. Null where it is too large.</summary>
    private static async Task<byte[]?> ReadBodyAsync(HttpContext http)
    {
        var buffer = new MemoryStream();
        var chunk = new byte[8192];
        while (await http.Request.Body.ReadAsync(chunk, http.RequestAborted) is var read and > 0)
        {
            if (buffer.Length + read > ApiLimits.LargestBody)
            {
                return null;
            }

            buffer.Write(chunk, 0, read);
        }

        buffer.Position = 0;
        http.Request.Body = buffer;
        return buffer.ToArray();
    }

    private static byte[] Fingerprint(HttpContext http, byte[] body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{http.Request.Method} {http.Request.Path}{http.Request.QueryString}\n"));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}

/// <summary>Marks calls that create something.</summary>
internal static class IdempotencyExtensions
{
    /// <summary>The call honours <c>Idempotency-Key</c>. Its answer must be small, and an <see cref="IResult"/>.</summary>
    public static RouteHandlerBuilder WithIdempotency(this RouteHandlerBuilder builder) => builder.AddEndpointFilter(new IdempotencyFilter());
}
