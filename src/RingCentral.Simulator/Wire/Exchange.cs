using RingCentral.Simulator.Apps;
using RingCentral.Simulator.Authorize;
using RingCentral.Simulator.Identity;
using RingCentral.Simulator.RateLimits;
using RingCentral.Simulator.Switches;
using RingCentral.Simulator.Tokens;
using RingCentral.Simulator.Users;

namespace RingCentral.Simulator.Wire;

/// <summary>One request under way: what was sent, and whose it turned out to be.</summary>
internal sealed class Exchange(HttpContext http, string path, DateTimeOffset time, SwitchValues switches)
{
    public HttpContext Http => http;

    public HttpRequest Request => http.Request;

    public DateTimeOffset Time => time;

    /// <summary>UTC ticks, as session rows hold them.</summary>
    public long Now => time.UtcTicks;

    public IFormCollection Form { get; set; } = FormCollection.Empty;

    /// <summary>The path of the route, one text for all its requests.</summary>
    public string Path => path;

    public string? Grant { get; set; }

    public App? App { get; set; }

    public User? User { get; set; }

    public int Session { get; set; } = -1;

    /// <summary>The presented token, where it was issued here.</summary>
    public TokenKey Token { get; set; }

    /// <summary>The presented JWT credential, its signature not yet looked at.</summary>
    public Jwt? Assertion { get; set; }

    public AuthorizeCheck? Check { get; set; }

    /// <summary>How the switches stand for this request; settled once its subject is known.</summary>
    public SwitchValues Switches { get; set; } = switches;

    /// <summary>What is to be undone once the answer is out, or lost.</summary>
    public Action? Afterwards { get; set; }

    public RateLimitStanding? RateLimit { get; set; }

    /// <summary>Every absolute address that is answered is built from the request's own scheme and host.</summary>
    public string Origin => $"{Request.Scheme}://{Request.Host}";

    public RequestSubject Subject => new(Path, Grant, User?.OwnerId ?? 0, Session, App?.ClientId);
}
