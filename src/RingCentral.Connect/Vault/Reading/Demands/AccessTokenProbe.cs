using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Sessions;
using RingCentral.Connect.RingCentralApi;
using RingCentral.Connect.RingCentralApi.Errors;
using RingCentral.Connect.RingCentralApi.Identity;
using RingCentral.Connect.Vault.Encryption;

namespace RingCentral.Connect.Vault.Reading.Demands;

/// <summary>What RingCentral thinks of an access token that somebody could not use.</summary>
internal enum TokenVerdict
{
    /// <summary>It works: what refused it has other reasons.</summary>
    Works,

    /// <summary>RingCentral refuses it.</summary>
    Refused,

    /// <summary>RingCentral does not say, or cannot be asked.</summary>
    Unknown,

    /// <summary>The stored pair does not open.</summary>
    VaultUnavailable,
}

/// <summary>Asks RingCentral for the token's own extension. Only with a committed pair that is not in doubt: the first use of another would kill its predecessor.</summary>
internal sealed class AccessTokenProbe(TokenPairProtector protector, ServerDirectory servers, ExtensionClient extensions)
{
    public async Task<TokenVerdict> AskAsync(Connection connection, Session session, CancellationToken cancellationToken)
    {
        try
        {
            var pair = protector.OpenForConnection(connection.Id, session.Ciphertext!);
            return servers.TryGet(connection.ServerUrl, out var server)
                ? Read(await extensions.ReadAsync(server, pair.AccessToken, cancellationToken))
                : TokenVerdict.Unknown;
        }
        catch (VaultUnavailableException)
        {
            return TokenVerdict.VaultUnavailable;
        }
    }

    /// <summary>A missing permission of the app (CMN-401) or of the user (CMN-408) says that the token was accepted (RINGCENTRAL 5.2).</summary>
    private static TokenVerdict Read(ExtensionAnswer answer) => answer switch
    {
        ExtensionAnswer.Found or ExtensionAnswer.NotPermitted => TokenVerdict.Works,
        ExtensionAnswer.Refused { Error.Code: "CMN-408" } => TokenVerdict.Works,
        ExtensionAnswer.Refused { Error: { Status: 401 or 403, Entry.Class: not ErrorClass.Transient } } => TokenVerdict.Refused,
        _ => TokenVerdict.Unknown,
    };
}
