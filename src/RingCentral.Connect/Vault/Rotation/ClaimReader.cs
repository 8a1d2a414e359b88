using Npgsql;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Conventions;
using RingCentral.Connect.Vault.Scheduling;

namespace RingCentral.Connect.Vault.Rotation;

/// <summary>What a claiming statement returns, and how it is read.</summary>
internal static class ClaimReader
{
    /// <summary>The end of a claiming statement over <c>sessions s</c> and <c>connections c</c>.</summary>
    public const string Returning =
        """
        RETURNING s.connection_id, s.key, s.generation, s.ciphertext, s.endpoint_id, s.first_asked_at, s.issued_at, s.access_expires_at,
                  s.refresh_expires_at, s.session_expires_at, s.idle_timeout_seconds, s.failures, s.last_failure,
                  greatest(s.last_used_at, s.authorized_at), c.server_url, c.state, c.keep_alive, coalesce(c.account_id, c.owner_id), s.rotation_id, c.kind
        """;

    private static readonly string JwtKind = SnakeCase.Write(ConnectionKind.Jwt);

    /// <summary>Runs the statement.</summary>
    public static async Task<IReadOnlyList<RotationClaim>> ReadAsync(NpgsqlCommand command, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var claims = new List<RotationClaim>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            claims.Add(Read(reader, now));
        }

        return claims;
    }

    private static RotationClaim Read(NpgsqlDataReader row, DateTimeOffset now) => new()
    {
        Kind = SnakeCase.Read<ConnectionKind>(row.GetString(19)),
        ConnectionId = row.GetGuid(0),
        SessionKey = row.GetGuid(1),
        Generation = row.GetInt64(2),
        Ciphertext = row.GetFieldValue<byte[]>(3),
        EndpointId = row.IsDBNull(4) ? null : row.GetString(4),
        FirstAskedAt = row.GetFieldValue<DateTimeOffset>(5),
        ClaimedAt = now,
        Clocks = new SessionClocks
        {
            IssuedAt = row.GetFieldValue<DateTimeOffset>(6),
            AccessExpiresAt = row.GetFieldValue<DateTimeOffset>(7),
            RefreshExpiresAt = Instant(row, 8),
            SessionExpiresAt = Instant(row, 9),
            IdleTimeout = row.IsDBNull(10) ? null : TimeSpan.FromSeconds(row.GetInt32(10)),
            HasCredential = row.GetString(19) == JwtKind,
        },
        Failures = row.GetInt32(11),
        LastFailure = row.IsDBNull(12) ? null : row.GetString(12),
        LastUse = Instant(row, 13),
        ServerUrl = row.GetString(14),
        State = SnakeCase.Read<ConnectionState>(row.GetString(15)),
        KeepAlive = SnakeCase.Read<KeepAlivePreference>(row.GetString(16)),
        Account = row.GetString(17),
        RotationId = row.GetGuid(18),
    };

    private static DateTimeOffset? Instant(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}
