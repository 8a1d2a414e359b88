using RingCentral.Simulator.Apps;
using RingCentral.Simulator.Clock;
using RingCentral.Simulator.Hosting;
using RingCentral.Simulator.Switches;
using RingCentral.Simulator.Users;

namespace RingCentral.Simulator.State;

/// <summary>What the control API sets for everybody: clock, applications, switches, and the states of accounts.</summary>
internal sealed class SettingsPart(SimulatorClock clock, AppDirectory apps, SwitchBoard board, UserDirectory users, StartOptions options)
{
    private sealed record AppRecord(AppRegistration Registration, bool Disabled);

    private sealed record OverrideRecord(RequestFilter Filter, IReadOnlyDictionary<string, string> Switches);

    private sealed record Record
    {
        public required TimeSpan ClockOffset { get; init; }

        public required IReadOnlyList<AppRecord> Apps { get; init; }

        /// <summary>Those that were moved since the start: what the command line sets is that start's alone.</summary>
        public required IReadOnlyDictionary<string, string> Switches { get; init; }

        public required IReadOnlyList<OverrideRecord> Overrides { get; init; }

        public required IReadOnlyDictionary<string, AccountState> Accounts { get; init; }
    }

    public byte[] Capture()
    {
        var everybody = board.Everybody;
        return StateJson.Write(new Record
        {
            ClockOffset = clock.Offset,
            Apps = [.. apps.All.Select(app => new AppRecord(app.Registration, app.Disabled))],
            Switches = board.Moved.ToDictionary(entry => entry.Name, entry => entry.Print(everybody)),
            Overrides = [.. board.Overrides.Where(entry => !entry.Spent).Select(Capture)],
            Accounts = users.Accounts.ToDictionary(account => account.Id, account => account.State),
        });
    }

    public void Restore(ReadOnlySpan<byte> body)
    {
        var record = StateJson.Read<Record>(body);
        clock.Restore(record.ClockOffset);
        apps.Restore([.. record.Apps.Select(app => (app.Registration, app.Disabled))]);
        board.Reset();
        board.Set(Read(record.Switches.Where(moved => !options.Named.Contains(moved.Key))));
        foreach (var entry in record.Overrides)
        {
            board.Override(entry.Filter, Read(entry.Switches));
        }

        foreach (var account in users.Accounts)
        {
            account.State = record.Accounts.GetValueOrDefault(account.Id);
        }
    }

    private static OverrideRecord Capture(SwitchOverride entry)
    {
        var values = SwitchCatalogue.Apply(new SwitchValues(), entry.Changes);
        var changed = SwitchCatalogue.All.Where(known => entry.Changes.ContainsKey(known.Name));
        return new OverrideRecord(entry.Filter with { Count = entry.Left }, changed.ToDictionary(known => known.Name, known => known.Print(values)));
    }

    private static Dictionary<string, object> Read(IEnumerable<KeyValuePair<string, string>> switches)
    {
        return switches.ToDictionary(entry => entry.Key, entry => SwitchCatalogue.TryFind(entry.Key, out var known)
            ? known.Read(entry.Value)
            : throw new FormatException($"There is no switch {entry.Key}."));
    }
}
