namespace RingCentral.Simulator.RateLimits;

/// <summary>Throttling groups of the OpenAPI description; only these occur here (RINGCENTRAL section 6).</summary>
internal enum RateGroup
{
    None,
    Auth,
    Light,
}

/// <summary>How a bucket stands after a request; becomes the X-Rate-Limit headers.</summary>
internal readonly record struct RateLimitStanding(string Group, int Limit, int Remaining, int WindowSeconds);
