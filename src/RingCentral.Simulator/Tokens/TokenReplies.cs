using System.Globalization;
using System.Text.Json;
using RingCentral.Simulator.Sessions;
using RingCentral.Simulator.Switches;
using RingCentral.Simulator.Users;
using RingCentral.Simulator.Wire;

namespace RingCentral.Simulator.Tokens;

/// <summary>The reply of every grant: TokenInfo of the OpenAPI description (RINGCENTRAL section 3, response 200).</summary>
internal sealed class TokenReplies(TokenMint mint, UserDirectory users)
{
    public Reply Write(Exchange exchange, in SessionSnapshot issued, string? idToken = null)
    {
        var (session, switches, now) = (issued, exchange.Switches, exchange.Now);
        return JsonReply.Of(200, json =>
        {
            WriteFields(json, session, switches, now);
            if (idToken is not null)
            {
                json.WriteString("id_token", idToken);
            }
        });
    }

    /// <summary>The fields alone; a seeded line puts more beside them.</summary>
    public void WriteFields(Utf8JsonWriter json, in SessionSnapshot issued, SwitchValues switches, long now)
    {
        Span<byte> text = stackalloc byte[TokenMint.TextLength];
        var row = issued.Row;
        var nominal = issued.Repeated && switches.GraceExpiresIn == LifetimeInGrace.Nominal;
        mint.Write(new TokenKey(TokenKind.Access, issued.Session, row.AccessGeneration), text);
        json.WriteString("access_token"u8, text);
        json.WriteString("token_type"u8, "bearer"u8);
        json.WriteNumber("expires_in"u8, Seconds(nominal ? row.AccessLifetime : row.AccessExpiresAt - now, switches));
        // Only a refresh may come without one (section 4, row 1); a sign-in's reply always has it.
        if (row.HasRefreshToken && (row.AccessGeneration == 1 || switches.RefreshTokenInReply != RefreshTokenInReply.None))
        {
            mint.Write(new TokenKey(TokenKind.Refresh, issued.Session, row.RefreshGeneration), text);
            json.WriteString("refresh_token"u8, text);
            json.WriteNumber("refresh_token_expires_in"u8, Seconds(nominal ? row.RefreshLifetime : row.RefreshExpiresAt - now, switches));
        }

        json.WriteString("scope"u8, row.Scope);
        WriteOwner(json, row);
        json.WriteString("endpoint_id"u8, row.EndpointId ?? SessionId.WriteEndpoint(issued.Session, row));
        json.WriteString("session_id"u8, SessionId.Write(issued.Session, row));
        WriteTimeouts(json, row, now);
    }

    private void WriteOwner(Utf8JsonWriter json, in SessionRow row)
    {
        Span<byte> owner = stackalloc byte[20];
        users[row.User].OwnerId.TryFormat(owner, out var length, default, CultureInfo.InvariantCulture);
        json.WriteString("owner_id"u8, owner[..length]);
    }

    /// <summary>Only where an admin enforces them (RINGCENTRAL section 3).</summary>
    private static void WriteTimeouts(Utf8JsonWriter json, in SessionRow row, long now)
    {
        if (row.AbsoluteEndAt != 0)
        {
            json.WriteNumber("session_expires_in"u8, Math.Max(0, (row.AbsoluteEndAt - now) / TimeSpan.TicksPerSecond));
            json.WriteString("session_expiration_time"u8, new DateTime(row.AbsoluteEndAt, DateTimeKind.Utc).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
        }

        if (row.IdleTimeout != 0)
        {
            json.WriteNumber("session_idle_timeout"u8, row.IdleTimeout / TimeSpan.TicksPerSecond);
        }
    }

    private static long Seconds(long ticks, SwitchValues switches)
    {
        return Math.Max(0, (long)Math.Ceiling((ticks - switches.ReportedLifetimeShortBy.Ticks) / (double)TimeSpan.TicksPerSecond));
    }
}
