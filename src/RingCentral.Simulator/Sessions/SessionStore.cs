using RingCentral.Simulator.Errors;
using RingCentral.Simulator.Journal;
using RingCentral.Simulator.Switches;
using RingCentral.Simulator.Users;

namespace RingCentral.Simulator.Sessions;

/// <summary>A copy of a session as it stood the moment its pair was issued or repeated; the reply is written from it.</summary>
internal readonly record struct SessionSnapshot(int Session, SessionRow Row, bool Repeated);

/// <summary>Rotates, checks and ends sessions. Order of gates: a user's first, then those of rows, one at a time.</summary>
internal sealed class SessionStore(SessionTable table, Counters counters)
{
    public SessionTable Table => table;

    /// <summary>RINGCENTRAL section 4, rows 1 and 3 to 10. Null in <paramref name="refusal"/> means the snapshot holds.</summary>
    public SessionSnapshot Refresh(int session, int generation, in RefreshAsk ask, SwitchValues switches, out Refusal? refusal)
    {
        lock (table.GateOf(session))
        {
            ref var row = ref table[session];
            SettleRow(ref row, ask.Now);
            if (generation == row.RefreshGeneration)
            {
                refusal = WhyNotRotate(row, switches, ask.Now);
                if (refusal is null)
                {
                    SessionRules.Rotate(ref row, ask.Lifetimes, switches, ask.Now);
                    ask.Amend(ref row);
                    table.Changed?.Invoke(session, row);
                    counters.Rotated();
                }

                return new SessionSnapshot(session, row, Repeated: false);
            }

            refusal = SessionRules.Repeats(row, generation, switches, ask.Now) ? null : LateReuse(session, generation, switches, ask.Now);
            if (refusal is null)
            {
                counters.Repeated();
            }

            return new SessionSnapshot(session, row, Repeated: true);
        }
    }

    /// <summary>An API call with this access token; a first use starts the end of the spent refresh token (row 4).</summary>
    public ApiRefusal? Use(int session, int generation, SwitchValues switches, long now)
    {
        lock (table.GateOf(session))
        {
            ref var row = ref table[session];
            SettleRow(ref row, now);
            var refusal = SessionRules.RefusalOfAccess(row, generation, switches, now);
            if (refusal is not null)
            {
                return refusal;
            }

            if (row.FirstUsedAt == 0)
            {
                row.FirstUsedAt = now;
            }

            if (switches.IdleResetBy != IdleResetBy.Refresh)
            {
                row.LastUsedAt = now;
            }

            table.Changed?.Invoke(session, row);
            return null;
        }
    }

    public bool End(int session, EndReason reason, long now)
    {
        lock (table.GateOf(session))
        {
            ref var row = ref table[session];
            SettleRow(ref row, now);
            if (!SessionRules.End(ref row, reason, now))
            {
                return false;
            }

            counters.Ended(reason);
            table.Changed?.Invoke(session, row);
            return true;
        }
    }

    /// <summary>Rows 18, 19, 22, 23 and 26: all sessions of a user. Returns how many were alive.</summary>
    public int EndAll(User user, EndReason reason, long now)
    {
        return OfUser(user).Count(session => End(session, reason, now));
    }

    /// <summary>The user's sessions that may still be alive, newest first.</summary>
    public IReadOnlyList<int> OfUser(User user)
    {
        lock (user.Gate)
        {
            var found = new List<int>();
            for (var session = user.FirstSession; session >= 0; session = table[session].NextOfUser)
            {
                found.Add(session);
            }

            return found;
        }
    }

    /// <summary>A consistent copy of a row, with what time has ended marked as ended.</summary>
    public SessionRow Look(int session, long now)
    {
        lock (table.GateOf(session))
        {
            ref var row = ref table[session];
            SettleRow(ref row, now);
            return row;
        }
    }

    /// <summary>Timeouts set by an admin take hold of live sessions too (rows 16 and 17); an absolute one counts from the sign-in. True where that ended one.</summary>
    public bool SetTimeouts(int session, SessionTimeouts timeouts, long now)
    {
        lock (table.GateOf(session))
        {
            ref var row = ref table[session];
            row.AbsoluteEndAt = timeouts.Absolute == TimeSpan.Zero ? 0 : row.CreatedAt + timeouts.Absolute.Ticks;
            row.IdleTimeout = timeouts.Idle.Ticks;
            if (row.AbsoluteEndAt != 0)
            {
                row.AccessExpiresAt = Math.Min(row.AccessExpiresAt, row.AbsoluteEndAt);
                row.RefreshExpiresAt = Math.Min(row.RefreshExpiresAt, row.AbsoluteEndAt);
            }

            var alive = row.Ended == EndReason.None;
            SettleRow(ref row, now);
            table.Changed?.Invoke(session, row);
            return alive && row.Ended != EndReason.None;
        }
    }

    private static Refusal? WhyNotRotate(in SessionRow row, SwitchValues switches, long now)
    {
        if (row.Ended != EndReason.None)
        {
            return SessionRules.RefusalOf(row, switches, now);
        }

        if (!row.HasRefreshToken)
        {
            return Refusals.TokenNotFound;
        }

        return now < row.RefreshExpiresAt ? null : Refusals.TokenExpired;
    }

    private Refusal LateReuse(int session, int generation, SwitchValues switches, long now)
    {
        ref var row = ref table[session];
        if (row.Ended != EndReason.None)
        {
            return generation == row.RefreshGeneration - 1 ? SessionRules.RefusalOf(row, switches, now) : Refusals.TokenNotFound;
        }

        // Row 6: no evidence that late reuse ends the session, so it does only where a switch says so.
        if (switches.ReuseKillsSession && generation < row.RefreshGeneration && SessionRules.End(ref row, EndReason.ReuseDetected, now))
        {
            counters.Ended(EndReason.ReuseDetected);
            table.Changed?.Invoke(session, row);
        }

        return Refusals.TokenNotFound;
    }

    private void SettleRow(ref SessionRow row, long now)
    {
        if (SessionRules.Settle(ref row, now))
        {
            counters.Ended(row.Ended);
        }
    }
}
