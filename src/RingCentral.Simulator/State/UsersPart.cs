using RingCentral.Simulator.Users;

namespace RingCentral.Simulator.State;

/// <summary>Users whose state is not the usual one. That seeded users exist follows from their sessions.</summary>
internal sealed class UsersPart(UserDirectory users)
{
    private sealed record Record(int User, UserState State, bool NetworkRestricted, SessionTimeouts? Timeouts);

    public IEnumerable<User> Changed =>
        users.All().Where(user => user.State != UserState.Enabled || user.NetworkRestricted || user.Timeouts is not null);

    public static byte[] Capture(User user)
    {
        return StateJson.Write(new Record(user.Index, user.State, user.NetworkRestricted, user.Timeouts));
    }

    public void Restore(ReadOnlySpan<byte> body)
    {
        var record = StateJson.Read<Record>(body);
        var user = users.Restore(record.User);
        (user.State, user.NetworkRestricted, user.Timeouts) = (record.State, record.NetworkRestricted, record.Timeouts);
    }
}
