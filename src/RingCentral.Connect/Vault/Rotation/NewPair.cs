using RingCentral.Connect.Vault.Encryption;
using RingCentral.Connect.Vault.Scheduling;

namespace RingCentral.Connect.Vault.Rotation;

/// <summary>A pair on its way into its row.</summary>
/// <param name="Claim">What it came for; its generation and session fence the commit.</param>
/// <param name="Pair">The pair under encryption.</param>
/// <param name="Clocks">Its clocks.</param>
/// <param name="HoldUntil">How long it is promised.</param>
/// <param name="Due">When it is rotated next.</param>
internal sealed record NewPair(RotationClaim Claim, SealedPair Pair, SessionClocks Clocks, DateTimeOffset HoldUntil, Due Due)
{
    public string? SessionId { get; init; }

    public string? EndpointId { get; init; }

    /// <summary>Granted app permissions; empty where the reply named none.</summary>
    public string Scope { get; init; } = "";
}
