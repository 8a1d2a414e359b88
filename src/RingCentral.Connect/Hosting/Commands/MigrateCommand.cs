using System.CommandLine;
using RingCentral.Connect.Hosting.Database;
using RingCentral.Connect.Hosting.KeyRing;

namespace RingCentral.Connect.Hosting.Commands;

/// <summary><c>migrate</c>: brings database and key ring up to date. Any number may run at once.</summary>
internal static class MigrateCommand
{
    public static Command Create(string[] settings)
    {
        var command = new Command("migrate", "Brings the database and the key ring up to date.");
        command.SetAction((_, cancellationToken) => CommandHost.RunAsync(settings, async provider =>
        {
            await provider.GetRequiredService<Migrator>().MigrateAsync(cancellationToken);
            await provider.GetRequiredService<KeyRingKeeper>().EnsureKeyAsync(cancellationToken);
            return 0;
        }));
        return command;
    }
}
