using RingCentral.Connect.Data.Secrets;
using RingCentral.Connect.RingCentralApi;
using RingCentral.Connect.Vault.Encryption;

namespace RingCentral.Connect.Vault.Revocations;

/// <summary>Opens what a revocation needs.</summary>
internal sealed class RevocationSecrets(TokenPairProtector protector, ServerDirectory servers)
{
    /// <summary>The server to ask, and the token that ends the session.</summary>
    /// <exception cref="VaultUnavailableException">The ciphertext does not open.</exception>
    /// <exception cref="InvalidOperationException">The configuration no longer names the server.</exception>
    public (ServerOrigin Server, Secret Token) Open(DueRevocation revocation) =>
        (servers.Get(revocation.ServerUrl), protector.OpenForRevocation(revocation.Id, revocation.Ciphertext).LongerLived());
}
