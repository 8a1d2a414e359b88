namespace RingCentral.Simulator.Wire;

/// <summary>An answer as data, so that it can be counted, kept back, cut or lost before it is written.</summary>
internal sealed record Reply(int Status, ReadOnlyMemory<byte> Body, string? ContentType = null)
{
    public const string Json = "application/json;charset=UTF-8";
    public const string Html = "text/html; charset=utf-8";

    public static readonly Reply Empty = new(200, ReadOnlyMemory<byte>.Empty);

    /// <summary>RingCentral's code of the error, for the log.</summary>
    public string? ErrorCode { get; init; }

    public string? WwwAuthenticate { get; init; }

    public string? RetryAfter { get; init; }

    public string? Location { get; init; }

    public string? SetCookie { get; init; }

    public string? ContentSecurityPolicy { get; init; }

    public string? DiscoveryTag { get; init; }

    public static Reply RedirectTo(string location)
    {
        return new Reply(302, ReadOnlyMemory<byte>.Empty) { Location = location };
    }
}
