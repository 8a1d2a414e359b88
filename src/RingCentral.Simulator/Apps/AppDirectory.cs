using System.Collections.Concurrent;

namespace RingCentral.Simulator.Apps;

internal sealed class AppDirectory
{
    /// <summary>The one application that is built in.</summary>
    public static AppRegistration Sandbox { get; } = new()
    {
        ClientId = "sandbox-client",
        ClientSecret = "sandbox-secret",
        Name = "Sandbox application",
        AnyLoopbackRedirectUri = true,
    };

    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, App> _byClientId = new(StringComparer.Ordinal);
    private volatile App[] _apps = [];

    public AppDirectory(IEnumerable<AppRegistration> more)
    {
        Register(Sandbox);
        foreach (var registration in more)
        {
            Register(registration);
        }
    }

    public IReadOnlyList<App> All => _apps;

    public App this[int index] => _apps[index];

    public App? Find(string? clientId)
    {
        return clientId is not null && _byClientId.TryGetValue(clientId, out var app) ? app : null;
    }

    /// <summary>
    /// Applications of an earlier run at their numbers, those that this start was given after them; one in both is as this start says.
    /// </summary>
    public void Restore(IReadOnlyList<(AppRegistration Registration, bool Disabled)> earlier)
    {
        lock (_gate)
        {
            var given = _apps;
            _apps = [];
            _byClientId.Clear();
            foreach (var (registration, disabled) in earlier)
            {
                var same = given.FirstOrDefault(app => app.ClientId == registration.ClientId);
                Register(same?.Registration ?? registration)!.Disabled = disabled;
            }

            foreach (var app in given)
            {
                Register(app.Registration);
            }
        }
    }

    /// <summary>Adds an application, or null where its client id is taken: sessions point at applications by number.</summary>
    public App? Register(AppRegistration registration)
    {
        lock (_gate)
        {
            var app = new App(_apps.Length, registration);
            if (!_byClientId.TryAdd(app.ClientId, app))
            {
                return null;
            }

            _apps = [.. _apps, app];
            return app;
        }
    }
}
