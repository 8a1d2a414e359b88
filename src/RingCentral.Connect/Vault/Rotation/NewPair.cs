using RingCentral.Connect.Vault.Encryption;
using RingCentral.Connect.Vault.Scheduling;

namespace RingCentral.Connect.Vault.Rotation;

/// <summary>A pair on its way into its row.</summary>
/// <param name="ConnectionId">Whose it is.</param>
/// <param name="SessionKey">The session that it came for; fences the commit.</param>
/// <param name="Spent">The generation whose refresh token was spent for it; fences the commit.</param>
/// <param name="Pair">The pair under encryption.</param>
/// <param name="Clocks">Its clocks.</param>
/// <param name="HoldUntil">How long it is promised.</param>
/// <param name="Due">When it is rotated next.</param>
internal sealed record NewPair(
    Guid ConnectionId, Guid SessionKey, long Spent, SealedPair Pair, SessionClocks Clocks, DateTimeOffset HoldUntil, Due Due)
{
    /// <summary>The generation that it is.</summary>
    public long Generation => Spent + 1;

    /// <summary>Whether asks before the one that brought it had failed, which history told of.</summary>
    public bool HadFailed { get; init; }

    public string? SessionId { get; init; }

    public string? EndpointId { get; init; }

    /// <summary>Granted app permissions; empty where the reply named none.</summary>
    public string Scope { get; init; } = "";
}
