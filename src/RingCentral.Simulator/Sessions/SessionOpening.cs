using System.Buffers.Binary;
using System.Security.Cryptography;
using RingCentral.Simulator.Apps;
using RingCentral.Simulator.Journal;
using RingCentral.Simulator.Switches;
using RingCentral.Simulator.Users;

namespace RingCentral.Simulator.Sessions;

/// <summary>What a sign-in was granted.</summary>
internal sealed record SessionGrant(User User, App App, string Scope, Lifetimes Lifetimes)
{
    public bool OpenId { get; init; }

    public string? EndpointId { get; init; }
}

/// <summary>Opens sessions and keeps to the limit per user and app (RINGCENTRAL section 4, rows 11 to 15).</summary>
internal sealed class SessionOpening(SessionStore sessions, Counters counters)
{
    /// <summary>Null where the limit is kept by refusing (row 13).</summary>
    public SessionSnapshot? Open(SessionGrant grant, SwitchValues switches, long now)
    {
        lock (grant.User.Gate)
        {
            var live = LiveOf(grant, now);
            if (switches.SameEndpointReplaces && grant.EndpointId is not null)
            {
                live.RemoveAll(session => sessions.Table[session].EndpointId == grant.EndpointId && sessions.End(session, EndReason.Replaced, now));
            }

            if (switches.SessionLimit > 0 && live.Count >= switches.SessionLimit && !MakeRoom(live, switches, now))
            {
                return null;
            }

            var row = NewRow(grant, switches, now);
            var number = sessions.Table.Add(row);
            grant.User.FirstSession = number;
            counters.Opened();
            return new SessionSnapshot(number, row, Repeated: false);
        }
    }

    private bool MakeRoom(List<int> live, SwitchValues switches, long now)
    {
        if (switches.SessionLimitPolicy == SessionLimitPolicy.Reject_429)
        {
            return false;
        }

        // Row 12: which one goes is nowhere stated; oldest by sign-in, or by use where the switch says so.
        var order = switches.SessionLimitPolicy == SessionLimitPolicy.EvictLru
            ? live.OrderBy(session => sessions.Table[session].LastUsedAt)
            : live.OrderBy(session => session);
        foreach (var session in order.Take(live.Count - switches.SessionLimit + 1))
        {
            sessions.End(session, EndReason.Evicted, now);
        }

        return true;
    }

    /// <summary>Walks the user's chain, drops the dead from it, and returns the live ones of this app.</summary>
    private List<int> LiveOf(SessionGrant grant, long now)
    {
        var live = new List<int>();
        var previous = -1;
        for (var session = grant.User.FirstSession; session >= 0;)
        {
            var row = sessions.Look(session, now);
            if (row.Ended == EndReason.None)
            {
                previous = session;
                if (row.App == grant.App.Index)
                {
                    live.Add(session);
                }
            }
            else
            {
                Unlink(grant.User, previous, row.NextOfUser);
            }

            session = row.NextOfUser;
        }

        return live;
    }

    private void Unlink(User user, int previous, int next)
    {
        if (previous < 0)
        {
            user.FirstSession = next;
        }
        else
        {
            sessions.Table[previous].NextOfUser = next;
        }
    }

    private static SessionRow NewRow(SessionGrant grant, SwitchValues switches, long now)
    {
        var timeouts = grant.User.Timeouts ?? new SessionTimeouts(switches.AbsoluteSessionTimeout, switches.IdleSessionTimeout);
        Span<byte> random = stackalloc byte[12];
        RandomNumberGenerator.Fill(random);
        var row = new SessionRow
        {
            IdLow = BinaryPrimitives.ReadUInt32BigEndian(random),
            IdHigh = BinaryPrimitives.ReadUInt64BigEndian(random[4..]),
            User = grant.User.Index,
            NextOfUser = grant.User.FirstSession,
            App = (short)grant.App.Index,
            OpenId = grant.OpenId,
            AccessGeneration = 1,
            RefreshGeneration = 1,
            CreatedAt = now,
            LastUsedAt = now,
            AbsoluteEndAt = timeouts.Absolute == TimeSpan.Zero ? 0 : now + timeouts.Absolute.Ticks,
            IdleTimeout = timeouts.Idle.Ticks,
            EndpointId = grant.EndpointId,
            Scope = grant.Scope,
        };
        SessionRules.Issue(ref row, grant.Lifetimes, freshRefreshToken: true, now);
        return row;
    }
}
