using System.Collections.Concurrent;
using System.Globalization;
using RingCentral.Simulator.Errors;
using RingCentral.Simulator.Switches;
using RingCentral.Simulator.Wire;

namespace RingCentral.Simulator.RateLimits;

/// <summary>RINGCENTRAL section 6: sliding windows per group, and by user and app, by app, or by account.</summary>
internal sealed class RateLimiter
{
    private readonly ConcurrentDictionary<BucketKey, Bucket> _buckets = new();

    /// <summary>Null lets the request pass and leaves its standing for the headers.</summary>
    public Reply? Check(Exchange exchange, RateGroup group)
    {
        var switches = exchange.Switches;
        var rule = RuleOf(group, switches);
        if (rule.Limit == 0)
        {
            return null;
        }

        var bucket = _buckets.GetOrAdd(KeyOf(exchange, group), static _ => new Bucket());
        var passes = bucket.TryTake(rule, exchange.Now, out var remaining, out var retryAfter);
        exchange.RateLimit = new RateLimitStanding(group == RateGroup.Auth ? "auth" : "light", rule.Limit, remaining, (int)rule.Window.TotalSeconds);
        return passes
            ? null
            : JsonReply.Of(ApiRefusals.RateExceeded) with { RetryAfter = Math.Ceiling(retryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture) };
    }

    /// <summary>Forgets every window and penalty.</summary>
    public void Reset()
    {
        _buckets.Clear();
    }

    private static RateRule RuleOf(RateGroup group, SwitchValues switches)
    {
        return group switch
        {
            RateGroup.Auth => new RateRule(switches.AuthLimit, switches.AuthLimitWindow, switches.AuthLimitPenalty, switches.PenaltyRestarts),
            RateGroup.Light => new RateRule(switches.LightLimit, switches.LightLimitWindow, switches.LightLimitPenalty, switches.PenaltyRestarts),
            _ => default,
        };
    }

    private static BucketKey KeyOf(Exchange exchange, RateGroup group)
    {
        var scope = group == RateGroup.Auth ? exchange.Switches.AuthLimitScope : RateLimitScope.UserApp;
        var app = exchange.App?.ClientId;
        return scope switch
        {
            RateLimitScope.App => new BucketKey(group, app, null, 0),
            RateLimitScope.Account => new BucketKey(group, null, exchange.User?.Account.Id, 0),
            _ => new BucketKey(group, app, null, exchange.User?.OwnerId ?? 0),
        };
    }

    private readonly record struct BucketKey(RateGroup Group, string? ClientId, string? AccountId, long OwnerId);
}
