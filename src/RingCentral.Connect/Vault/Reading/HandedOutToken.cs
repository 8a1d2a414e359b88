using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Secrets;

namespace RingCentral.Connect.Vault.Reading;

/// <summary>An access token with the promise that nothing rotates its session before <see cref="ExpiresAt"/>.</summary>
internal sealed record HandedOutToken
{
    public required Secret AccessToken { get; init; }

    /// <summary>The end of the hold: use the token until then and no longer.</summary>
    public DateTimeOffset ExpiresAt => Session.HoldUntil;

    /// <summary>What is left of the hold, at the moment of reading.</summary>
    public required TimeSpan ExpiresIn { get; init; }

    /// <summary>Whose token it is.</summary>
    public required HeldSession Session { get; init; }

    public long Generation => Session.Generation;
}

/// <summary>How a request for a token ended.</summary>
internal abstract record TokenReading
{
    private TokenReading()
    {
    }

    /// <summary>A token that works until its hold ends.</summary>
    public sealed record HandedOut(HandedOutToken Token) : TokenReading;

    /// <summary>There is no such connection.</summary>
    public sealed record NotFound : TokenReading;

    /// <summary>The connection's state, or its being paused, forbids it.</summary>
    public sealed record Refused(Connection Connection) : TokenReading;

    /// <summary>No working token can be given now.</summary>
    /// <param name="RetryAfter">When to ask again.</param>
    public sealed record Unavailable(TimeSpan RetryAfter) : TokenReading;

    /// <summary>A token of the wanted life would need a rotation, and the hold of the present one is in force.</summary>
    /// <param name="AvailableAt">When the hold has ended.</param>
    public sealed record HoldInForce(DateTimeOffset AvailableAt) : TokenReading;

    /// <summary>The stored pair does not open.</summary>
    public sealed record VaultUnavailable : TokenReading;

    /// <summary>Too much was demanded of this connection.</summary>
    /// <param name="RetryAfter">When to ask again.</param>
    public sealed record Limited(TimeSpan RetryAfter) : TokenReading;

    /// <summary>No token of the named generation was ever handed out.</summary>
    public sealed record UnknownGeneration : TokenReading;
}
