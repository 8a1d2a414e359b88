using System.Globalization;
using System.Text.Json.Serialization;

namespace RingCentral.Connect.Api.Errors;

/// <summary>Problem details (RFC 9457) as this API answers them.</summary>
internal sealed record ApiProblem : IResult
{
    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>One of <see cref="ProblemCodes"/>: what a program goes by.</summary>
    public required string Code { get; init; }

    public required string Title { get; init; }

    /// <summary>A sentence for a person.</summary>
    public required string Detail { get; init; }

    /// <summary>Finds the log entry.</summary>
    public string? Reference { get; init; }

    /// <summary>What is wrong, by field.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    public string? Reason { get; init; }

    public DateTimeOffset? Since { get; init; }

    /// <summary>Where the user signs in again.</summary>
    public Uri? ReconnectUrl { get; init; }

    /// <summary>What goes into <c>Retry-After</c>.</summary>
    [JsonIgnore]
    public TimeSpan? RetryAfter { get; init; }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = Status;
        if (RetryAfter is { } wait)
        {
            httpContext.Response.Headers.RetryAfter = ((long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        return httpContext.Response.WriteAsJsonAsync(
            this with { Reference = httpContext.TraceIdentifier }, ApiJson.Default.ApiProblem, "application/problem+json", httpContext.RequestAborted);
    }
}
