using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Npgsql;
using RingCentral.Connect.Data.Conventions;
using RingCentral.Connect.Hosting.Configuration;
using RingCentral.Connect.Hosting.Database;
using RingCentral.Connect.Hosting.Doctor;

namespace RingCentral.Connect.Hosting.Commands;

/// <summary><c>doctor</c>: looks at everything that the service needs, and says what to do. Changes nothing.</summary>
internal static class DoctorCommand
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static Command Create(string[] settings)
    {
        var json = new Option<bool>("--json") { Description = "JSON instead of text." };
        var command = new Command("doctor", "Checks settings, database, key ring, RingCentral and mail, and says what to do.") { json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var findings = await ExamineAsync(settings, cancellationToken);
            Console.WriteLine(parsed.GetValue(json) ? AsJson(findings) : AsText(findings));
            return IsWell(findings) ? 0 : 1;
        });
        return command;
    }

    private static bool IsWell(IEnumerable<Finding> findings) => findings.All(finding => finding.Level != FindingLevel.Wrong);

    private static async Task<IReadOnlyList<Finding>> ExamineAsync(string[] settings, CancellationToken cancellationToken)
    {
        try
        {
            await using var host = ConnectApplication.BuildForDoctor(settings);
            await SampleAsync(host.Services, cancellationToken);
            return await host.Services.GetRequiredService<DoctorRounds>().RunAsync(cancellationToken);
        }
        catch (ConfigurationException exception)
        {
            // Without these settings nothing can be built, and nothing else be looked at.
            return [Finding.Wrong("configuration", exception.Message, "Correct the setting, and run the doctor again: nothing else was looked at.")];
        }
    }

    private static async Task SampleAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        try
        {
            await services.GetRequiredService<DatabaseClockReader>().SampleAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            // The check of the database tells.
        }
    }

    private static string AsJson(IReadOnlyList<Finding> findings) => JsonSerializer.Serialize(
        new { Ok = IsWell(findings), Findings = findings.Select(finding => new { finding.Check, Level = SnakeCase.Write(finding.Level), finding.Message, finding.Advice }) }, Json);

    private static string AsText(IReadOnlyList<Finding> findings)
    {
        var text = new StringBuilder();
        foreach (var finding in findings)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{SnakeCase.Write(finding.Level),-8}  {finding.Check}: {finding.Message}");
            if (finding.Advice is { } advice)
            {
                text.Append("          ").AppendLine(advice);
            }
        }

        return text.Append(IsWell(findings) ? "Nothing is wrong." : "Something is wrong.").ToString();
    }
}
