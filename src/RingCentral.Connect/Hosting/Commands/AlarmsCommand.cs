using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using RingCentral.Connect.Data.Alarms;
using RingCentral.Connect.Data.Conventions;
using RingCentral.Connect.KeepAlive.Alarms;

namespace RingCentral.Connect.Hosting.Commands;

/// <summary><c>alarms list|acknowledge</c>.</summary>
internal static class AlarmsCommand
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static Command Create(string[] settings) => new("alarms", "What administrators must know of.")
    {
        CreateList(settings),
        CreateAcknowledge(settings),
    };

    private static Command CreateList(string[] settings)
    {
        var json = new Option<bool>("--json") { Description = "JSON instead of a table." };
        var command = new Command("list", "Lists the incidents that last.") { json };
        command.SetAction((parsed, cancellationToken) => CommandHost.RunAsync(settings, async provider =>
        {
            var alarms = await provider.GetRequiredService<AlarmBook>().OpenAsync(cancellationToken);
            Console.WriteLine(parsed.GetValue(json) ? AsJson(alarms) : AsTable(alarms));
            return 0;
        }));
        return command;
    }

    private static Command CreateAcknowledge(string[] settings)
    {
        var kind = new Argument<string>("KIND") { Description = "Such as mass_brake: acknowledging that lets the sessions be flagged that it held back." };
        kind.Validators.Add(result =>
        {
            if (result.Tokens is not [var token] || !SnakeCase.TryRead<AlarmKind>(token.Value, out _))
            {
                result.AddError($"KIND must be among {string.Join(", ", Enum.GetValues<AlarmKind>().Select(SnakeCase.Write))}.");
            }
        });
        var command = new Command("acknowledge", "Takes note of an incident.") { kind };
        command.SetAction((parsed, cancellationToken) => CommandHost.RunAsync(settings, async provider =>
        {
            if (await provider.GetRequiredService<AlarmBook>().AcknowledgeAsync(SnakeCase.Read<AlarmKind>(parsed.GetRequiredValue(kind)), cancellationToken))
            {
                return 0;
            }

            await Console.Error.WriteLineAsync("There is no such incident now.");
            return 1;
        }));
        return command;
    }

    private static string AsJson(IEnumerable<Alarm> alarms) => JsonSerializer.Serialize(
        alarms.Select(alarm => new { Kind = SnakeCase.Write(alarm.Kind), alarm.Subject, alarm.Detail, alarm.OpenedAt, alarm.UpdatedAt, alarm.AcknowledgedAt }), Json);

    private static string AsTable(IReadOnlyCollection<Alarm> alarms) => alarms.Count == 0
        ? "Nothing is the matter."
        : string.Join(Environment.NewLine, alarms.Select(alarm => string.Create(
            CultureInfo.InvariantCulture,
            $"{SnakeCase.Write(alarm.Kind),-18} since {alarm.OpenedAt:yyyy-MM-dd HH:mm}{(alarm.AcknowledgedAt is null ? "" : ", acknowledged")}: {alarm.Detail}")));
}
