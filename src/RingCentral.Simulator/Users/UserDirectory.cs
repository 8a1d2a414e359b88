using System.Globalization;

namespace RingCentral.Simulator.Users;

/// <summary>Everybody who exists: the cast, and the users that were seeded.</summary>
internal sealed class UserDirectory
{
    public const long FirstSeeded = 9_000_000_001;

    private readonly Lock _gate = new();
    private readonly Cast _cast = new();
    private readonly int _people;
    private User[] _users;
    private volatile int _count;
    private readonly Dictionary<long, User> _castByOwner = [];

    public UserDirectory()
    {
        _users = [.. _cast.People().Select((person, index) => new User(index, person.OwnerId, person.Account, person.Profile))];
        _people = _count = _users.Length;
        foreach (var user in _users)
        {
            _castByOwner.Add(user.OwnerId, user);
        }
    }

    /// <summary>Hears of every change of a user's state or timeouts before anybody is told of it. Null where nothing is kept.</summary>
    public Action<User>? Changed { get; set; }

    public int Count => _count;

    public int Seeded => _count - _people;

    /// <summary>The made-up people, without those that were seeded.</summary>
    public IEnumerable<User> People => _castByOwner.Values;

    /// <summary>Everybody's accounts but that of seeded users, and theirs.</summary>
    public IEnumerable<Account> Accounts => People.Select(user => user.Account).Append(_cast.Fleet).Distinct();

    public User this[int index] => Volatile.Read(ref _users)[index];

    /// <summary>The owner ids of seeded users are consecutive, so no dictionary of a million is needed.</summary>
    public User? Find(long ownerId)
    {
        if (_castByOwner.TryGetValue(ownerId, out var user))
        {
            return user;
        }

        var seeded = ownerId - FirstSeeded;
        return seeded >= 0 && seeded < Seeded ? this[_people + (int)seeded] : null;
    }

    public User? Find(string? ownerId)
    {
        return long.TryParse(ownerId, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? Find(id) : null;
    }

    /// <summary>By whatever a login_hint may hold: owner id, extension number, mail address or name.</summary>
    public User? FindByHint(string? hint)
    {
        return Find(hint) ?? _castByOwner.Values.FirstOrDefault(user =>
            string.Equals(user.Profile.Email, hint, StringComparison.OrdinalIgnoreCase)
            || string.Equals(user.Profile.Name, hint, StringComparison.OrdinalIgnoreCase)
            || user.Profile.Extension == hint);
    }

    public User Seed()
    {
        lock (_gate)
        {
            var index = _count;
            if (index == _users.Length)
            {
                var grown = new User[_users.Length * 2];
                _users.CopyTo(grown, 0);
                Volatile.Write(ref _users, grown);
            }

            var user = new User(index, FirstSeeded + Seeded, _cast.Fleet);
            _users[index] = user;
            _count = index + 1;
            return user;
        }
    }

    /// <summary>The user of this number, seeded now where only an earlier run has seeded it.</summary>
    public User Restore(int index)
    {
        while (_count <= index)
        {
            Seed();
        }

        return this[index];
    }

    public IEnumerable<User> All()
    {
        var count = _count;
        for (var index = 0; index < count; index++)
        {
            yield return this[index];
        }
    }
}
