using RingCentral.Connect.RingCentralApi.Errors;

namespace RingCentral.Connect.RingCentralApi.Tokens;

/// <summary>How an ask of the token endpoint ended. What the protocol may refuse is a value here, never an exception.</summary>
internal abstract record TokenAnswer
{
    private TokenAnswer()
    {
    }

    /// <summary>RingCentral gave a pair.</summary>
    public sealed record Granted(TokenReply Reply) : TokenAnswer;

    /// <summary>A complete answer that proves that nothing was done: 429, 503, or an error with a code.</summary>
    public sealed record Refused(RingCentralError Error) : TokenAnswer;

    /// <summary>The request never left this machine: name, connect or TLS failed. Nothing was done.</summary>
    public sealed record NotSent(string Cause) : TokenAnswer;

    /// <summary>
    /// The request left, and no answer proves what was done: time-out, reset, 500, 502, 504, or a reply that is not whole.
    /// The token that was sent may be spent.
    /// </summary>
    public sealed record Unsure(string Cause) : TokenAnswer
    {
        /// <summary>RingCentral's <c>rcrequestid</c>, where a reply came.</summary>
        public string? RequestId { get; init; }
    }
}
