using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using RingCentral.Connect.RingCentralApi;
using RingCentral.Connect.RingCentralApi.Secrets;
using RingCentral.Connect.RingCentralApi.Tokens;
using RingCentral.Connect.Vault.Connections;
using RingCentral.Connect.Vault.Encryption;

namespace RingCentral.Connect.Vault.Pending;

/// <summary>Encrypts a session that waits for confirmation, its user included: until then nothing of either belongs to the app. Bound to its connect session.</summary>
internal sealed class PendingSessionProtector(IDataProtectionProvider provider, ServerDirectory servers)
{
    private const string Purpose = "RingCentral.Connect.Vault.PendingSession.v1";
    private readonly IDataProtector _protector = provider.CreateProtector(Purpose);

    public SealedPair Seal(Guid connectSessionId, AuthorizedSession authorized)
    {
        var clear = JsonSerializer.SerializeToUtf8Bytes(Written.Of(authorized));
        var ciphertext = For(connectSessionId).Protect(clear);
        CryptographicOperations.ZeroMemory(clear);
        return SealedPair.Of(ciphertext);
    }

    /// <exception cref="VaultUnavailableException">The ciphertext does not open.</exception>
    public AuthorizedSession Open(Guid connectSessionId, byte[] ciphertext)
    {
        byte[] clear = [];
        try
        {
            clear = For(connectSessionId).Unprotect(ciphertext);
            return JsonSerializer.Deserialize<Written>(clear)!.Read(servers);
        }
        catch (Exception exception) when (exception is CryptographicException or JsonException)
        {
            throw new VaultUnavailableException($"The session of connect session {connectSessionId} does not open.", exception);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(clear);
        }
    }

    /// <inheritdoc cref="Resealing.Reseal"/>
    public byte[] Reseal(Guid connectSessionId, byte[] ciphertext) => For(connectSessionId).Reseal(ciphertext);

    private IDataProtector For(Guid connectSessionId) => _protector.CreateProtector(connectSessionId.ToString("N"));

    /// <summary>What is encrypted. A class, since a record would print its tokens.</summary>
    private sealed class Written
    {
        public required string Server { get; init; }

        public required string AccessToken { get; init; }

        public required string? RefreshToken { get; init; }

        public required DateTimeOffset AskedAt { get; init; }

        public required TimeSpan ExpiresIn { get; init; }

        public TimeSpan? RefreshTokenExpiresIn { get; init; }

        public TimeSpan? SessionExpiresIn { get; init; }

        public TimeSpan? SessionIdleTimeout { get; init; }

        public required string Scope { get; init; }

        public string? EndpointId { get; init; }

        public string? SessionId { get; init; }

        public required SessionOwner Owner { get; init; }

        public static Written Of(AuthorizedSession authorized) => new()
        {
            Server = authorized.Server.Value,
            AccessToken = authorized.Reply.AccessToken.Reveal(),
            RefreshToken = authorized.Reply.RefreshToken?.Reveal(),
            AskedAt = authorized.Reply.AskedAt,
            ExpiresIn = authorized.Reply.ExpiresIn,
            RefreshTokenExpiresIn = authorized.Reply.RefreshTokenExpiresIn,
            SessionExpiresIn = authorized.Reply.SessionExpiresIn,
            SessionIdleTimeout = authorized.Reply.SessionIdleTimeout,
            Scope = authorized.Reply.Scope,
            EndpointId = authorized.Reply.EndpointId,
            SessionId = authorized.Reply.SessionId,
            Owner = authorized.Owner,
        };

        public AuthorizedSession Read(ServerDirectory servers) => new(servers.Get(Server), Reply(), Owner);

        private TokenReply Reply() => new()
        {
            AskedAt = AskedAt,
            AccessToken = new AccessToken(AccessToken),
            RefreshToken = RefreshToken is null ? null : new RefreshToken(RefreshToken),
            ExpiresIn = ExpiresIn,
            RefreshTokenExpiresIn = RefreshTokenExpiresIn,
            SessionExpiresIn = SessionExpiresIn,
            SessionIdleTimeout = SessionIdleTimeout,
            Scope = Scope,
            OwnerId = Owner.Id,
            EndpointId = EndpointId,
            SessionId = SessionId,
        };
    }
}
