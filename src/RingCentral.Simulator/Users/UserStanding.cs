using RingCentral.Simulator.Errors;

namespace RingCentral.Simulator.Users;

/// <summary>What a user's or an account's state answers: RINGCENTRAL section 4, rows 21 to 24.</summary>
internal static class UserStanding
{
    public static Refusal? WhyNotRefresh(User user)
    {
        return WhyNotAtAll(user) ?? user.State switch
        {
            UserState.Deleted => Refusals.UserDeleted,
            UserState.Disabled or UserState.Frozen => Refusals.UserDisabled,
            _ => null,
        };
    }

    public static Refusal? WhyNotSignIn(User user)
    {
        return WhyNotAtAll(user) ?? user.State switch
        {
            UserState.Deleted => Refusals.UserNotFound,
            UserState.Disabled or UserState.Frozen => Refusals.UserStateForbidsLogin,
            _ => user.Profile.Type == "Department" ? Refusals.QueueLoginNotAllowed : null,
        };
    }

    public static ApiRefusal? WhyNotCall(User user)
    {
        if (user.NetworkRestricted)
        {
            return ApiRefusals.NetworkRestricted;
        }

        return (user.Account.State, user.State) switch
        {
            (AccountState.Suspended, _) => ApiRefusals.AccountSuspended,
            (AccountState.Gone, _) => ApiRefusals.AccountGone,
            (_, UserState.Deleted) => ApiRefusals.UserDeleted,
            (_, UserState.Disabled or UserState.Frozen) => ApiRefusals.UserDisabled,
            _ => null,
        };
    }

    private static Refusal? WhyNotAtAll(User user)
    {
        if (user.NetworkRestricted)
        {
            return Refusals.NetworkRestricted;
        }

        return user.Account.State switch
        {
            AccountState.Suspended => Refusals.AccountStateForbidsLogin,
            AccountState.Gone => Refusals.AccountGone,
            _ => null,
        };
    }
}
