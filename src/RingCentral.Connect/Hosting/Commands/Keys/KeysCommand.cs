using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using RingCentral.Connect.Administration.Audit;
using RingCentral.Connect.Hosting.KeyRing;
using RingCentral.Connect.Hosting.KeyRing.Nodes;
using RingCentral.Connect.Hosting.KeyRing.Reencryption;

namespace RingCentral.Connect.Hosting.Commands.Keys;

/// <summary><c>keys status|rotate|rewrap</c>: the key ring under which everything secret lies.</summary>
internal static class KeysCommand
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static Command Create(string[] settings) => new("keys", "The key ring under which everything secret lies.")
    {
        CreateStatus(settings),
        CreateRotate(settings),
        CreateRewrap(settings),
    };

    private static Option<bool> JsonOption() => new("--json") { Description = "JSON instead of text." };

    private static Command CreateStatus(string[] settings)
    {
        var json = JsonOption();
        var command = new Command("status", "Lists the keys, what wraps each, and how much is still under it.") { json };
        command.SetAction((parsed, cancellationToken) => CommandHost.RunAsync(settings, async provider =>
        {
            var report = await provider.GetRequiredService<KeyRingStatus>().ReadAsync(cancellationToken);
            Console.WriteLine(parsed.GetValue(json) ? KeyRingWords.AsJson(report) : KeyRingWords.AsTable(report));
            return report.Keys.Any(key => key.State == KeyState.Active) ? 0 : 1;
        }));
        return command;
    }

    private static Command CreateRotate(string[] settings)
    {
        var json = JsonOption();
        var retire = new Option<Guid?>("--retire") { Description = "A key that has leaked: another takes its place at once, everything under it is encrypted anew, and it is destroyed." };
        var command = new Command("rotate", "Makes a new key now, although none is due.") { retire, json };
        command.SetAction((parsed, cancellationToken) => CommandHost.RunAsync(settings, provider => parsed.GetValue(retire) is { } leaked
            ? RetireAsync(provider, leaked, parsed.GetValue(json), cancellationToken)
            : RotateAsync(provider, parsed.GetValue(json), cancellationToken)));
        return command;
    }

    private static Command CreateRewrap(string[] settings)
    {
        var json = JsonOption();
        var command = new Command("rewrap", "Encrypts anew what is under older keys, and wraps the keys under the first certificate. The service goes on meanwhile; a run that was stopped is continued by the next.") { json };
        command.SetAction((parsed, cancellationToken) => CommandHost.RunAsync(settings, provider => RewrapAsync(provider, parsed.GetValue(json), cancellationToken)));
        return command;
    }

    private static async Task<int> RewrapAsync(IServiceProvider provider, bool json, CancellationToken cancellationToken)
    {
        var keys = await provider.GetRequiredService<KeyRingWrapping>().RunAsync(Consent.NobodyLacksIt, cancellationToken);
        if (keys.WaitsFor.Count > 0)
        {
            await Console.Error.WriteLineAsync(
                $"The keys stay under their certificate: these nodes do not have the first one, and could not open them: {string.Join(", ", keys.WaitsFor)}. Configure it there, restart them, and run the command again.");
        }

        var results = await provider.GetRequiredService<Reencrypter>().RunAsync(Tell, cancellationToken);
        var values = results.ToDictionary(result => result.Column.ToString(), result => new { Reencrypted = result.Done, result.Unopened, result.PassedBy });
        Console.WriteLine(json
            ? JsonSerializer.Serialize(new { KeysWrapped = keys.Wrapped, KeysUnreadable = keys.Unreadable, keys.WaitsFor, Values = values }, Json)
            : string.Create(CultureInfo.InvariantCulture, $"{keys.Wrapped} keys wrapped anew, {results.Sum(result => result.Done)} values encrypted anew, {results.Sum(result => result.Unopened)} do not open, {results.Sum(result => result.PassedBy)} left for the next run."));
        return keys is { Unreadable: 0, WaitsFor.Count: 0 } && results.All(result => result is { Unopened: 0, PassedBy: 0 }) ? 0 : 1;
    }

    private static async Task<int> RotateAsync(IServiceProvider provider, bool json, CancellationToken cancellationToken)
    {
        var made = await provider.GetRequiredService<KeyRingKeeper>().RotateAsync(cancellationToken);
        await provider.GetRequiredService<AuditLog>().RecordAsync(new AuditEntry("key.rotated", made.KeyId.ToString()), CancellationToken.None);
        Console.WriteLine(json
            ? JsonSerializer.Serialize(new { made.KeyId, ActivatesAt = made.ActivationDate, ExpiresAt = made.ExpirationDate }, Json)
            : string.Create(CultureInfo.InvariantCulture, $"{made.KeyId} encrypts from {made.ActivationDate:yyyy-MM-dd HH:mm:ss} UTC on, when every node has it."));
        return 0;
    }

    private static async Task<int> RetireAsync(IServiceProvider provider, Guid leaked, bool json, CancellationToken cancellationToken)
    {
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"This takes {KeyRetirement.Drain.TotalMinutes:0} minutes at least: nodes may still encrypt with the key. If it is stopped, run it again."));
        var result = await provider.GetRequiredService<KeyRetirement>().RunAsync(leaked, KeyRetirement.Drain, Tell, cancellationToken);
        if (result is not RetirementResult.Destroyed destroyed)
        {
            await Console.Error.WriteLineAsync(KeyRingWords.Explain(result));
            return 1;
        }

        await provider.GetRequiredService<AuditLog>().RecordAsync(new AuditEntry("key.retired", leaked.ToString()), CancellationToken.None);
        Console.WriteLine(json
            ? JsonSerializer.Serialize(new { Destroyed = leaked, KeyId = destroyed.Successor.KeyId, destroyed.Damaged }, Json)
            : KeyRingWords.Destroyed(leaked, destroyed));
        return 0;
    }

    /// <summary>Progress, for whoever watches.</summary>
    private static void Tell(ReencryptedColumn column) =>
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{column.Column}: {column.Done} encrypted anew"));
}
