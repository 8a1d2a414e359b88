using System.Globalization;
using RingCentral.Simulator.Clock;
using RingCentral.Simulator.Sessions;
using RingCentral.Simulator.Users;

namespace RingCentral.Simulator.Control;

/// <summary>Who exists, and what can be done to them.</summary>
internal sealed class UserControl(UserDirectory users, UserActions actions, SessionStore sessions, SimulatorClock clock)
{
    private sealed record TimeoutsBody
    {
        public TimeSpan Absolute { get; init; }

        public TimeSpan Idle { get; init; }
    }

    public async Task ListAsync(HttpContext http)
    {
        ControlRoutes.AllowOnly(http.Request, "seeded");
        var all = http.Request.Query["seeded"] == "true" ? users.All() : users.All().Take(users.Count - users.Seeded);
        await ControlJson.WriteAsync(http.Response, new { data = all.Select(Show), seeded = users.Seeded }, http.RequestAborted);
    }

    public async Task ActAsync(HttpContext http)
    {
        var (owner, name) = ((string?)http.GetRouteValue("owner_id"), (string)http.GetRouteValue("action")!);
        var ended = name == "set-timeouts"
            ? SetTimeouts(owner, await ControlJson.ReadAsync<TimeoutsBody>(http.Request, http.RequestAborted))
            : Act(owner, name);
        await ControlJson.WriteAsync(http.Response, new { owner_id = owner, action = name, sessions_ended = ended }, http.RequestAborted);
    }

    /// <summary>Returns how many sessions it ended.</summary>
    public int Act(string? owner, string name)
    {
        return actions.Act(FindAction(name), Find(owner));
    }

    private User Find(string? owner)
    {
        return users.Find(owner) ?? throw new ControlProblem("There is no such user.", 404);
    }

    private UserAction FindAction(string name)
    {
        return actions.Find(name)
            ?? throw new ControlProblem($"There is no action \"{name}\": {string.Join(", ", actions.All.Select(action => action.Name))}, set-timeouts.", 404);
    }

    private int SetTimeouts(string? owner, TimeoutsBody body)
    {
        return SetTimeouts(owner, body.Absolute, body.Idle);
    }

    /// <summary>For live sessions and for those to come; zero takes a timeout away.</summary>
    public int SetTimeouts(string? owner, TimeSpan absolute, TimeSpan idle)
    {
        var user = Find(owner);
        var (timeouts, now) = (new SessionTimeouts(absolute, idle), clock.GetUtcNow().UtcTicks);
        user.Timeouts = timeouts;
        users.Changed?.Invoke(user);
        return sessions.OfUser(user).Count(session => sessions.SetTimeouts(session, timeouts, now));
    }

    private static string IdOf(User user)
    {
        return user.OwnerId.ToString(CultureInfo.InvariantCulture);
    }

    private static object Show(User user)
    {
        return new
        {
            owner_id = IdOf(user),
            account_id = user.Account.Id,
            name = user.Profile.Name,
            email = user.Profile.Email,
            extension_number = user.Profile.Extension,
            type = user.Profile.Type,
            admin = user.Profile.Admin,
            brand_id = user.Account.Brand.Id,
            state = user.State,
            account_state = user.Account.State,
            network_restricted = user.NetworkRestricted,
            note = user.Profile.Note,
        };
    }
}
