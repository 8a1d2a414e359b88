namespace RingCentral.Connect.RingCentralApi.Errors;

/// <summary>
/// An error that RingCentral answered, by its codes alone: bodies and messages stay behind, since they may repeat what was sent.
/// </summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Error">RFC 6749's <c>error</c>, where given.</param>
/// <param name="Code">RingCentral's most specific <c>errorCode</c>, such as <c>OAU-213</c>, where given.</param>
internal sealed record RingCentralError(int Status, string? Error, string? Code)
{
    /// <summary>What RingCentral asked us to wait, by <c>Retry-After</c>.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>RingCentral's <c>rcrequestid</c>, for its support.</summary>
    public string? RequestId { get; init; }

    /// <summary>What the catalogue says of it.</summary>
    public ErrorEntry Entry => ErrorCatalogue.Find(this);

    /// <summary>The shortest name of the error: code, else <c>error</c>, else status.</summary>
    public string Name => Code ?? Error ?? $"HTTP {Status}";

    public override string ToString() => $"HTTP {Status} {Error} {Code}";
}
