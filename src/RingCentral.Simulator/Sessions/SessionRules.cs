using RingCentral.Simulator.Errors;
using RingCentral.Simulator.Switches;

namespace RingCentral.Simulator.Sessions;

/// <summary>The rules of RINGCENTRAL section 4 on one row, whose gate the caller holds.</summary>
internal static class SessionRules
{
    /// <summary>Ends what time has ended; returns true where it ended just now.</summary>
    public static bool Settle(ref SessionRow row, long now)
    {
        if (row.Ended != EndReason.None)
        {
            return false;
        }

        var (reason, at) = EndByTime(row);
        return now >= at && End(ref row, reason, at);
    }

    public static bool End(ref SessionRow row, EndReason reason, long at)
    {
        if (row.Ended != EndReason.None)
        {
            return false;
        }

        row.Ended = reason;
        row.EndedAt = at;
        return true;
    }

    /// <summary>Row 1: the next pair. Row 16: nothing of it outlives the absolute end.</summary>
    public static void Rotate(ref SessionRow row, in Lifetimes lifetimes, SwitchValues switches, long now)
    {
        row.AccessGeneration++;
        if (switches.RefreshTokenInReply == RefreshTokenInReply.New)
        {
            row.RefreshGeneration++;
            row.RotatedAt = now;
        }

        Issue(ref row, lifetimes, switches.RefreshTokenInReply == RefreshTokenInReply.New, now);
        if (switches.IdleResetBy != IdleResetBy.Api)
        {
            row.LastUsedAt = now;
        }
    }

    public static void Issue(ref SessionRow row, in Lifetimes lifetimes, bool freshRefreshToken, long now)
    {
        var end = row.AbsoluteEndAt == 0 ? long.MaxValue : row.AbsoluteEndAt;
        row.IssuedAt = now;
        row.FirstUsedAt = 0;
        row.AccessLifetime = lifetimes.Access.Ticks;
        row.AccessExpiresAt = Math.Min(now + row.AccessLifetime, end);
        if (freshRefreshToken)
        {
            row.RefreshLifetime = lifetimes.Refresh.Ticks;
            row.RefreshExpiresAt = Math.Min(now + row.RefreshLifetime, end);
            row.HasRefreshToken = lifetimes.Refresh > TimeSpan.Zero;
        }
    }

    /// <summary>Rows 3, 4 and 7: may this spent refresh token still repeat the current pair?</summary>
    public static bool Repeats(in SessionRow row, int generation, SwitchValues switches, long now)
    {
        if (row.RotatedAt == 0 || row.Ended != EndReason.None)
        {
            return false;
        }

        if (generation == row.RefreshGeneration - 2)
        {
            return switches.GraceSurvivesNextRotation && now - row.RotatedAt < switches.GraceAfterUse.Ticks;
        }

        return generation == row.RefreshGeneration - 1
            && now - row.RotatedAt < switches.GraceUnused.Ticks
            && (row.FirstUsedAt == 0 || now - row.FirstUsedAt < switches.GraceAfterUse.Ticks);
    }

    /// <summary>What the tokens of an ended session answer when refreshed: rows 10, 11 and 16 to 20.</summary>
    public static Refusal RefusalOf(in SessionRow row, SwitchValues switches, long now)
    {
        var since = now - row.EndedAt;
        return row.Ended switch
        {
            // The code after an absolute or idle timeout is an open question (appendix B.9): taken for an expiry.
            EndReason.Expired or EndReason.AbsoluteTimeout or EndReason.IdleTimeout when since < switches.ExpiredCodeFor.Ticks => Refusals.TokenExpired,
            EndReason.Revoked or EndReason.EndedByUser or EndReason.PasswordChanged when since < switches.RevokedCodeFor.Ticks => Refusals.TokenRevoked,
            _ => Refusals.TokenNotFound,
        };
    }

    /// <summary>Row 2 and section 7: what an access token answers at the API; null lets it pass.</summary>
    public static ApiRefusal? RefusalOfAccess(in SessionRow row, int generation, SwitchValues switches, long now)
    {
        if (row.Ended == EndReason.AppUnauthorized)
        {
            return ApiRefusals.Corrupted;
        }

        if (generation == row.AccessGeneration && (row.Ended == EndReason.None || row.Ended == EndReason.Expired) && now >= row.AccessExpiresAt)
        {
            return ApiRefusals.Expired;
        }

        if (row.Ended != EndReason.None || generation > row.AccessGeneration)
        {
            return ApiRefusals.NotFound;
        }

        if (generation == row.AccessGeneration)
        {
            return null;
        }

        return generation == row.AccessGeneration - 1 && now - row.IssuedAt < switches.OldAccessTokenCorruptedFor.Ticks
            ? ApiRefusals.Corrupted
            : ApiRefusals.NotFound;
    }

    private static (EndReason Reason, long At) EndByTime(in SessionRow row)
    {
        var at = row.HasRefreshToken ? Math.Max(row.AccessExpiresAt, row.RefreshExpiresAt) : row.AccessExpiresAt;
        var reason = EndReason.Expired;
        if (row.AbsoluteEndAt != 0 && row.AbsoluteEndAt <= at)
        {
            (reason, at) = (EndReason.AbsoluteTimeout, row.AbsoluteEndAt);
        }

        // Row 17: an idle session ends that long after its last use.
        return row.IdleTimeout != 0 && row.LastUsedAt + row.IdleTimeout < at
            ? (EndReason.IdleTimeout, row.LastUsedAt + row.IdleTimeout)
            : (reason, at);
    }
}
