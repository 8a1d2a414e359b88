using System.Globalization;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace RingCentral.Connect.Api.Errors;

/// <summary>Problem details (RFC 9457) as this API answers them.</summary>
internal record ApiProblem : IResult
{
    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>What a program goes by.</summary>
    public required string Code { get; init; }

    /// <summary>A few words.</summary>
    public required string Title { get; init; }

    /// <summary>A sentence for a person.</summary>
    public required string Detail { get; init; }

    /// <summary>Finds the log entry.</summary>
    public string? Reference { get; init; }

    /// <summary>What is wrong, by field.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>Why the connection is in its state.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    /// <summary>Since when.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? Since { get; init; }

    /// <summary>What goes into <c>Retry-After</c>.</summary>
    [JsonIgnore]
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>How it is written, fields of a more special problem included.</summary>
    [JsonIgnore]
    protected virtual JsonTypeInfo TypeInfo => ApiJson.Default.ApiProblem;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = Status;
        if (RetryAfter is { } wait)
        {
            httpContext.Response.Headers.RetryAfter = ((long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        var answer = this with { Reference = httpContext.TraceIdentifier };
        return JsonAnswer.WriteAsync(httpContext, answer, answer.TypeInfo, "application/problem+json");
    }
}

/// <summary>The user must sign in again.</summary>
internal sealed record ReauthorizationProblem : ApiProblem
{
    /// <summary>Where; null for a connection whose credential is not a user's sign-in.</summary>
    public required Uri? ReconnectUrl { get; init; }

    [JsonIgnore]
    protected override JsonTypeInfo TypeInfo => ApiJson.Default.ReauthorizationProblem;
}

/// <summary>RingCentral refused a JWT.</summary>
internal sealed record JwtRefusedProblem : ApiProblem
{
    /// <summary>RingCentral's code.</summary>
    public required string RingcentralCode { get; init; }

    [JsonIgnore]
    protected override JsonTypeInfo TypeInfo => ApiJson.Default.JwtRefusedProblem;
}

/// <summary>A hold is in force.</summary>
internal sealed record HoldProblem : ApiProblem
{
    /// <summary>When it has ended.</summary>
    public required DateTimeOffset AvailableAt { get; init; }

    [JsonIgnore]
    protected override JsonTypeInfo TypeInfo => ApiJson.Default.HoldProblem;
}
