using System.CommandLine;
using System.IO.Pipelines;
using System.Text.Json;
using RingCentral.Connect.Administration.Audit;
using RingCentral.Connect.Api;
using RingCentral.Connect.Api.Connections;
using RingCentral.Connect.Api.Requests;
using RingCentral.Connect.Data.Conventions;
using RingCentral.Connect.Vault.Connections;
using RingCentral.Connect.Vault.Importing;

namespace RingCentral.Connect.Hosting.Commands.Connections;

/// <summary><c>connections import</c>: the same as the call of the HTTP API, from a file or from standard input.</summary>
internal static class ImportCommand
{
    public static Command Create(string[] settings)
    {
        var file = new Argument<string>("FILE") { Description = "Lines of JSON, or - for standard input." };
        var conflict = new Option<string>("--on-conflict") { Description = "What to do about external ids that are taken: skip (the default) or replace." };
        conflict.Validators.Add(result =>
        {
            if (result.Tokens is not [var token] || !SnakeCase.TryRead<ImportConflict>(token.Value, out _))
            {
                result.AddError("--on-conflict must be skip or replace.");
            }
        });
        var command = new Command("import", "Takes sessions in that another program kept alive until now. Stop that program first.") { file, conflict };
        command.SetAction((parsed, cancellationToken) => CommandHost.RunAsync(settings, async provider =>
        {
            var onConflict = SnakeCase.Read<ImportConflict>(parsed.GetValue(conflict) ?? "skip");
            try
            {
                await using var input = Open(parsed.GetRequiredValue(file));
                await provider.GetRequiredService<AuditLog>().RecordAsync(new AuditEntry("connection.imported"), cancellationToken);
                return await RunAsync(provider.GetRequiredService<Importer>(), input, onConflict, cancellationToken);
            }
            catch (Exception exception) when (ConnectionsCommand.Explain(exception) is { } explanation)
            {
                await Console.Error.WriteLineAsync(explanation);
                return 1;
            }
        }));
        return command;
    }

    private static Stream Open(string file) => file == "-" ? Console.OpenStandardInput() : File.OpenRead(file);

    private static async Task<int> RunAsync(Importer importer, Stream input, ImportConflict onConflict, CancellationToken cancellationToken)
    {
        var counts = Enum.GetValues<ImportStatus>().ToDictionary(status => status, _ => 0L);
        var lines = JsonLines.ReadAsync(PipeReader.Create(input), cancellationToken);
        await foreach (var result in importer.ImportAsync(lines, onConflict, new ImportSource(Actors.CommandLine), cancellationToken))
        {
            counts[result.Status]++;
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(ImportEndpoint.Body(result), ApiJson.Default.ImportResultBody));
        }

        await Console.Error.WriteLineAsync(string.Join(", ", counts.Select(count => $"{SnakeCase.Write(count.Key)} {count.Value}")) + ".");
        return counts[ImportStatus.Rejected] == 0 ? 0 : 1;
    }
}
