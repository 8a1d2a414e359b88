using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using RingCentral.Simulator.Users;

namespace RingCentral.Simulator.Authorize;

internal sealed record BrowserSession(User User, long SignedInAt);

/// <summary>Who is signed in at which browser. Only prompt=none and prompt=consent ask: by default everybody signs in anew.</summary>
internal sealed class BrowserSessions
{
    public const string Cookie = "simulator_browser";

    private readonly ConcurrentDictionary<string, BrowserSession> _sessions = new(StringComparer.Ordinal);

    public BrowserSession? Find(HttpRequest request)
    {
        return request.Cookies[Cookie] is { } id ? _sessions.GetValueOrDefault(id) : null;
    }

    /// <summary>The cookie that remembers this sign-in until the browser is closed.</summary>
    public string Begin(User user, long now)
    {
        var id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
        _sessions[id] = new BrowserSession(user, now);
        return $"{Cookie}={id}; Path=/; HttpOnly; SameSite=Lax";
    }

    /// <summary>A changed password or a deleted user ends these too.</summary>
    public void EndAll(User user)
    {
        foreach (var (id, session) in _sessions)
        {
            if (session.User == user)
            {
                _sessions.TryRemove(id, out _);
            }
        }
    }
}
