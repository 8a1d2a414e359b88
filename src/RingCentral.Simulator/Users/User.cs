using System.Globalization;

namespace RingCentral.Simulator.Users;

internal enum UserState
{
    Enabled,
    Disabled,
    Frozen,
    Deleted,
}

/// <summary>One made-up extension. Its own gate guards the chain of its sessions.</summary>
internal sealed class User(int index, long ownerId, Account account, UserProfile? profile = null)
{
    private volatile UserState _state;
    private volatile bool _networkRestricted;
    private volatile SessionTimeouts? _timeouts;

    public int Index => index;

    public long OwnerId => ownerId;

    public Account Account => account;

    /// <summary>The details of a seeded user follow from its number: a million of them hold no text.</summary>
    public UserProfile Profile => profile ?? new UserProfile("Seeded", $"User{ownerId}", ownerId.ToString(CultureInfo.InvariantCulture));

    public Lock Gate { get; } = new();

    /// <summary>Head of the chain of this user's sessions that may still be alive; -1 is none. Guarded by <see cref="Gate"/>.</summary>
    public int FirstSession { get; set; } = -1;

    public UserState State
    {
        get => _state;
        set => _state = value;
    }

    public bool NetworkRestricted
    {
        get => _networkRestricted;
        set => _networkRestricted = value;
    }

    /// <summary>Timeouts that an admin set for this user; null leaves it to the switches.</summary>
    public SessionTimeouts? Timeouts
    {
        get => _timeouts;
        set => _timeouts = value;
    }
}

internal sealed record SessionTimeouts(TimeSpan Absolute, TimeSpan Idle);

internal sealed record UserProfile(string FirstName, string LastName, string Extension)
{
    public string Type { get; init; } = "User";

    public bool Admin { get; init; }

    /// <summary>What the person's role allows beside the app's permissions (403 CMN-408 without it).</summary>
    public bool ReadExtensions { get; init; } = true;

    public string JobTitle { get; init; } = "";

    /// <summary>What this user is in the cast for.</summary>
    public string Note { get; init; } = "";

    public string Name => LastName.Length == 0 ? FirstName : $"{FirstName} {LastName}";

    public string Email => $"{Name.ToLowerInvariant().Replace(' ', '.')}@example.com";
}
