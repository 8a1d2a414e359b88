using RingCentral.Simulator.Authorize;
using RingCentral.Simulator.Clock;
using RingCentral.Simulator.Sessions;

namespace RingCentral.Simulator.Users;

internal sealed record UserAction(string Name, string Meaning, Func<User, long, int> Act);

/// <summary>What admins, users and RingCentral do behind an application's back (RINGCENTRAL section 4, rows 16 to 26).</summary>
internal sealed class UserActions
{
    private readonly SessionStore _sessions;
    private readonly BrowserSessions _browsers;
    private readonly SimulatorClock _clock;
    private readonly UserDirectory _users;

    public UserActions(SessionStore sessions, BrowserSessions browsers, SimulatorClock clock, UserDirectory users)
    {
        (_sessions, _browsers, _clock, _users) = (sessions, browsers, clock, users);
        All =
        [
            Ends("end-sessions", "The user ends all sessions of applications.", EndReason.EndedByUser),
            Ends("change-password", "Every session made with the old password dies at once.", EndReason.PasswordChanged),
            Ends("unauthorize-app", "An admin of the customer removes the application.", EndReason.AppUnauthorized),
            Sets("disable", "The extension is disabled; its sessions work again after restore.", user => user.State = UserState.Disabled),
            Sets("freeze", "The extension is frozen; its sessions work again after restore.", user => user.State = UserState.Frozen),
            new("delete", "The extension is deleted, with its sessions.", Delete),
            Sets("restrict-network", "Access is restricted by network policy (OAU-167).", user => user.NetworkRestricted = true),
            Sets("suspend-account", "The user's whole account is suspended.", user => user.Account.State = AccountState.Suspended),
            Sets("close-account", "The user's whole account is gone.", user => user.Account.State = AccountState.Gone),
            Sets("restore", "User, network policy and account are as they were; ended sessions stay ended.", Restore),
        ];
    }

    public IReadOnlyList<UserAction> All { get; }

    public UserAction? Find(string name)
    {
        return All.FirstOrDefault(action => action.Name == name);
    }

    /// <summary>Returns how many sessions it ended.</summary>
    public int Act(UserAction action, User user)
    {
        var ended = action.Act(user, _clock.GetUtcNow().UtcTicks);
        _users.Changed?.Invoke(user);
        return ended;
    }

    private UserAction Ends(string name, string meaning, EndReason reason)
    {
        return new UserAction(name, meaning, (user, now) =>
        {
            if (reason == EndReason.PasswordChanged)
            {
                _browsers.EndAll(user);
            }

            return _sessions.EndAll(user, reason, now);
        });
    }

    private static UserAction Sets(string name, string meaning, Action<User> set)
    {
        return new UserAction(name, meaning, (user, _) =>
        {
            set(user);
            return 0;
        });
    }

    private int Delete(User user, long now)
    {
        user.State = UserState.Deleted;
        _browsers.EndAll(user);
        return _sessions.EndAll(user, EndReason.UserDeleted, now);
    }

    private static void Restore(User user)
    {
        user.State = UserState.Enabled;
        user.NetworkRestricted = false;
        user.Account.State = AccountState.Confirmed;
    }
}
