using System.Buffers;
using System.Text.Json;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Sessions;
using RingCentral.Connect.RingCentralApi.Secrets;
using RingCentral.Connect.Vault.Connections;
using RingCentral.Connect.Vault.Encryption;
using RingCentral.Connect.Vault.Jwt;

namespace RingCentral.Connect.Vault.Exporting;

/// <summary>What an export of secrets held.</summary>
/// <param name="Sessions">Lines that can be imported.</param>
/// <param name="Jwts">Lines with a JWT, to be posted again.</param>
/// <param name="Skipped">Connections that have nothing to take along: flagged, pending or disconnected.</param>
/// <param name="Unopened">Connections whose secrets do not open.</param>
internal sealed record SecretExportSummary(long Sessions, long Jwts, long Skipped, IReadOnlyList<Guid> Unopened);

/// <summary>Writes the secrets of all connections as import lines, encrypted to a certificate. Only for the command line.</summary>
internal sealed class SecretExport(ConnectionExport connections, TokenPairProtector protector, JwtCredentialStore jwts)
{
    /// <summary>Writes every connection that can live on elsewhere.</summary>
    public async Task<SecretExportSummary> WriteAsync(EnvelopeWriter envelope, CancellationToken cancellationToken)
    {
        var (sessions, credentials, skipped, unopened) = (0L, 0L, 0L, new List<Guid>());
        await foreach (var snapshot in connections.ReadAsync(null, cancellationToken))
        {
            try
            {
                var line = await LineAsync(snapshot, cancellationToken);
                if (line is null)
                {
                    skipped++;
                    continue;
                }

                await envelope.WriteLineAsync(line.Value, cancellationToken);
                _ = snapshot.Connection.Kind == ConnectionKind.Jwt ? credentials++ : sessions++;
            }
            catch (VaultUnavailableException)
            {
                unopened.Add(snapshot.Connection.Id);
            }
        }

        await envelope.CompleteAsync(cancellationToken);
        return new SecretExportSummary(sessions, credentials, skipped, unopened);
    }

    private async Task<ReadOnlyMemory<byte>?> LineAsync(ConnectionSnapshot snapshot, CancellationToken cancellationToken)
    {
        var (connection, session) = (snapshot.Connection, snapshot.Session);
        if (connection.State is not (ConnectionState.Active or ConnectionState.Blocked))
        {
            return null;
        }

        if (connection.Kind == ConnectionKind.Jwt)
        {
            return await jwts.FindAsync(connection.Id, cancellationToken) is { } assertion ? Write(connection, json => json.WriteString("assertion", assertion.Reveal())) : null;
        }

        return session?.Ciphertext is { } ciphertext
            ? Write(connection, json => WriteSession(json, session, protector.OpenForConnection(connection.Id, ciphertext)))
            : null;
    }

    private static ReadOnlyMemory<byte> Write(Connection connection, Action<Utf8JsonWriter> writeSecrets)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("external_id", connection.ExternalId);
            writeSecrets(json);
            json.WriteString("scope", connection.Scope);
            json.WriteString("owner_id", connection.OwnerId);
            json.WriteString("server_url", connection.ServerUrl);
            if (connection.AccountId is { } accountId)
            {
                json.WriteString("account_id", accountId);
            }

            json.WritePropertyName("metadata");
            json.WriteRawValue(connection.Metadata);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    /// <summary>As RingCentral's reply would have been: lifetimes count from <c>issued_at</c>.</summary>
    private static void WriteSession(Utf8JsonWriter json, Session session, TokenPair pair)
    {
        json.WriteString("access_token", pair.AccessToken.Reveal());
        json.WriteString("token_type", "bearer");
        json.WriteString("issued_at", session.IssuedAt.UtcDateTime);
        WriteSeconds(json, "expires_in", session.AccessExpiresAt - session.IssuedAt);
        if (pair.RefreshToken is { } refreshToken)
        {
            json.WriteString("refresh_token", refreshToken.Reveal());
        }

        WriteSeconds(json, "refresh_token_expires_in", session.RefreshExpiresAt - session.IssuedAt);
        WriteSeconds(json, "session_expires_in", session.SessionExpiresAt - session.IssuedAt);
        if (session.IdleTimeoutSeconds is { } idle)
        {
            json.WriteNumber("session_idle_timeout", idle);
        }

        WriteText(json, "endpoint_id", session.EndpointId);
        WriteText(json, "session_id", session.RingCentralSessionId);
    }

    private static void WriteSeconds(Utf8JsonWriter json, string name, TimeSpan? time)
    {
        if (time is { } value)
        {
            json.WriteNumber(name, (long)Math.Max(0, value.TotalSeconds));
        }
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }
}
