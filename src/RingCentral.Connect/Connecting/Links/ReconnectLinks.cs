using System.Buffers.Binary;
using Microsoft.AspNetCore.DataProtection;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Connecting.Links;

/// <summary>
/// Reconnect links: stateless, signed, and valid until the incident that they were made for ends. A link names the connection and the moment
/// since which it is in its state; the state changes, and the link is spent.
/// </summary>
internal sealed class ReconnectLinks(IDataProtectionProvider protection, ConnectionReader connections, PublicAddress address)
{
    private const string Purpose = "RingCentral.Connect.Connecting.ReconnectLink.v1";
    private const int IdLength = 16;
    private const int Length = IdLength + sizeof(long);

    private readonly IDataProtector _protector = protection.CreateProtector(Purpose);

    /// <summary>The link for a connection; null where the user's signing in again would not help.</summary>
    public Uri? For(Connection connection) => BringsBack(connection) ? For(connection.Id, connection.StateSince) : null;

    /// <summary>The link for a connection and the moment since which it needs its user; where that is over, it leads to a page that says so.</summary>
    public Uri For(Guid connectionId, DateTimeOffset since) => address.At(ConnectPaths.Reconnect(TokenFor(connectionId, since)));

    /// <summary>Whether the user's signing in again would help.</summary>
    public static bool BringsBack(Connection connection) => IsOpen(connection) && connection.State == ConnectionState.NeedsReauthorization;

    /// <summary>
    /// The same without a page in between, for the button of a mail; also ahead of an end that is known. A scanner that opens it starts an attempt, and that
    /// changes nothing.
    /// </summary>
    public Uri? StartFor(Connection connection) => IsOpen(connection) ? address.At(ConnectPaths.ReconnectStart(TokenFor(connection.Id, connection.StateSince))) : null;

    private string TokenFor(Guid connectionId, DateTimeOffset since)
    {
        var payload = new byte[Length];
        connectionId.TryWriteBytes(payload, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(payload.AsSpan(IdLength), since.UtcTicks);
        return _protector.SealAsText(payload);
    }

    /// <summary>The connection that a link leads to.</summary>
    public async Task<ReconnectLink> ReadAsync(string token, CancellationToken cancellationToken)
    {
        if (!TryOpen(token, out var id, out var since))
        {
            return new ReconnectLink.Invalid();
        }

        var snapshot = await connections.FindAsync(id, cancellationToken);
        return snapshot is not null && IsOpen(snapshot.Connection) && snapshot.Connection.StateSince == since
            ? new ReconnectLink.Open(snapshot)
            : new ReconnectLink.Spent();
    }

    /// <summary>A JWT connection has no user who could sign in.</summary>
    private static bool IsOpen(Connection connection) =>
        connection is { State: ConnectionState.NeedsReauthorization or ConnectionState.Active, Kind: ConnectionKind.AuthorizationCode };

    private bool TryOpen(string token, out Guid id, out DateTimeOffset since)
    {
        (id, since) = (default, default);
        if (_protector.OpenText(token) is not { Length: Length } payload)
        {
            return false;
        }

        id = new Guid(payload.AsSpan(0, IdLength), bigEndian: true);
        since = new DateTimeOffset(BinaryPrimitives.ReadInt64BigEndian(payload.AsSpan(IdLength)), TimeSpan.Zero);
        return true;
    }
}

/// <summary>What a reconnect link leads to.</summary>
internal abstract record ReconnectLink
{
    private ReconnectLink()
    {
    }

    /// <summary>The connection waits for its user; or it works still, and the link came ahead of an end that is known.</summary>
    public sealed record Open(ConnectionSnapshot Snapshot) : ReconnectLink
    {
        public Connection Connection => Snapshot.Connection;
    }

    /// <summary>The incident is over: somebody signed in again, or the connection was ended.</summary>
    public sealed record Spent : ReconnectLink;

    /// <summary>Not a link of ours.</summary>
    public sealed record Invalid : ReconnectLink;
}
