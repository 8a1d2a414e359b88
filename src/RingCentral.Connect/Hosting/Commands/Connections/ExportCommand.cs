using System.CommandLine;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using RingCentral.Connect.Administration.Audit;
using RingCentral.Connect.Api;
using RingCentral.Connect.Api.Connections;
using RingCentral.Connect.Connecting.Links;
using RingCentral.Connect.Vault.Connections;
using RingCentral.Connect.Vault.Exporting;

namespace RingCentral.Connect.Hosting.Commands.Connections;

/// <summary><c>connections export</c>: everything but secrets, or the secrets alone, encrypted to a certificate.</summary>
internal static class ExportCommand
{
    private const string Csv = "csv";

    public static Command Create(string[] settings)
    {
        var format = new Option<string>("--format") { Description = "csv (the default) or jsonl." };
        format.AcceptOnlyFromAmong(Csv, "jsonl");
        var output = new Option<string>("--output") { Description = "A file, readable by you alone; standard output where not given." };
        var secretsFor = new Option<string>("--secrets-for") { Description = "A certificate: writes the tokens and JWTs, encrypted to it, as lines that import takes. Needs --output." };
        var command = new Command("export", "Writes everything but secrets; or, with --secrets-for, the secrets.") { format, output, secretsFor };
        command.Validators.Add(result =>
        {
            if (result.GetValue(secretsFor) is not null && (result.GetValue(output) is null || result.GetValue(format) is not null))
            {
                result.AddError("--secrets-for needs --output, and takes no --format: secrets are lines of JSON, and go into a file alone.");
            }
        });
        command.SetAction((parsed, cancellationToken) => CommandHost.RunAsync(settings, async provider =>
        {
            try
            {
                return parsed.GetValue(secretsFor) is { } certificate
                    ? await ExportSecretsAsync(provider, certificate, parsed.GetRequiredValue(output)!, cancellationToken)
                    : await ExportAsync(provider, parsed.GetValue(format) ?? Csv, parsed.GetValue(output), cancellationToken);
            }
            catch (Exception exception) when (ConnectionsCommand.Explain(exception) is { } explanation)
            {
                await Console.Error.WriteLineAsync(explanation);
                return 1;
            }
        }));
        return command;
    }

    /// <summary>A connection as the API shows it, without the link that brings its user back: whoever has that can use it.</summary>
    public static ConnectionBody WithoutLink(ConnectionSnapshot snapshot, ReconnectLinks links) => ConnectionBody.Of(snapshot, links) with { ReconnectUrl = null };

    private static async Task<int> ExportAsync(IServiceProvider provider, string format, string? path, CancellationToken cancellationToken)
    {
        await RecordAsync(provider, withSecrets: false);
        if (path is null)
        {
            await WriteAsync(provider, format, Console.OpenStandardOutput(), cancellationToken);
            return 0;
        }

        await using var file = new PrivateFile(path);
        await WriteAsync(provider, format, file.Stream, cancellationToken);
        file.Complete();
        return 0;
    }

    private static async Task WriteAsync(IServiceProvider provider, string format, Stream output, CancellationToken cancellationToken)
    {
        var links = provider.GetRequiredService<ReconnectLinks>();
        await using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        if (format == Csv)
        {
            await writer.WriteLineAsync(ConnectionCsv.Header);
        }

        await foreach (var snapshot in provider.GetRequiredService<ConnectionExport>().ReadAsync(null, cancellationToken))
        {
            var body = WithoutLink(snapshot, links);
            await writer.WriteLineAsync(format == Csv ? ConnectionCsv.Line(body) : JsonSerializer.Serialize(body, ApiJson.Default.ConnectionBody));
        }
    }

    /// <summary>Whoever has what is exported has it for good, so the log is written before the file is there to be taken.</summary>
    private static Task RecordAsync(IServiceProvider provider, bool withSecrets) =>
        provider.GetRequiredService<AuditLog>().RecordAsync(new AuditEntry("connection.exported") { After = new { WithSecrets = withSecrets } }, CancellationToken.None);

    private static async Task<int> ExportSecretsAsync(IServiceProvider provider, string certificatePath, string path, CancellationToken cancellationToken)
    {
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(certificatePath);
        if (!EnvelopeWriter.CanEncryptTo(certificate))
        {
            await Console.Error.WriteLineAsync("The certificate has no RSA key: secrets can be encrypted to RSA alone.");
            return 1;
        }

        await using var file = new PrivateFile(path);
        await using var envelope = new EnvelopeWriter(file.Stream, certificate);
        var summary = await provider.GetRequiredService<SecretExport>().WriteAsync(envelope, cancellationToken);
        await RecordAsync(provider, withSecrets: true);
        file.Complete();
        await Console.Error.WriteLineAsync($"sessions {summary.Sessions}, jwts {summary.Jwts}, skipped {summary.Skipped}, unopened {summary.Unopened.Count}.");
        foreach (var id in summary.Unopened)
        {
            await Console.Error.WriteLineAsync($"The secrets of connection {id} do not open.");
        }

        return summary.Unopened.Count == 0 ? 0 : 1;
    }
}
