using RingCentral.Connect.Api.Errors;
using RingCentral.Connect.Connecting.Links;
using RingCentral.Connect.Vault.Reading;

namespace RingCentral.Connect.Api.Tokens;

/// <summary>What a call answers that asked for a token.</summary>
internal static class TokenAnswers
{
    public static IResult For(TokenReading reading, ReconnectLinks links) => reading switch
    {
        TokenReading.HandedOut handedOut => TokenBody.Of(handedOut.Token),
        TokenReading.Refused refused => Problems.ForState(refused.Connection, links),
        TokenReading.Unavailable unavailable => Problems.RingCentralUnavailable(unavailable.RetryAfter),
        TokenReading.HoldInForce hold => Problems.HoldInForce(hold.AvailableAt),
        TokenReading.Limited limited => Problems.DemandsLimited(limited.RetryAfter),
        TokenReading.UnknownGeneration => Problems.Invalid("generation", "is none that this connection has handed out"),
        TokenReading.VaultUnavailable => Problems.VaultUnavailable,
        _ => Problems.NotFound,
    };
}
