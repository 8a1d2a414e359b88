using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Npgsql;
using RingCentral.Connect.Sandbox.Postgres;
using RingCentral.Connect.Sandbox.Processes;
using Xunit;

namespace RingCentral.Connect.EndToEndTests.Secrets.Gathering;

/// <summary>Everything in a database: as <c>pg_dump</c> writes it, and the bytes of what that writes in hexadecimal.</summary>
internal sealed partial record DatabaseDump(string Text, string Bytes)
{
    public static async Task<DatabaseDump> TakeAsync(PostgresCluster cluster, string connectionString)
    {
        var address = new NpgsqlConnectionStringBuilder(connectionString);
        var start = new ProcessStartInfo(cluster.Binaries["pg_dump"],
            ["--host", address.Host!, "--port", $"{address.Port}", "--username", address.Username!, "--no-password", address.Database!]);
        start.Environment["PGPASSWORD"] = address.Password;
        var result = await ShortCommand.RunAsync(start, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Succeeded, result.LastWords);
        var bytes = Hexadecimal().Matches(result.Output).Select(match => Encoding.Latin1.GetString(Convert.FromHexString(match.Groups[1].Value)));
        return new DatabaseDump(result.Output, string.Join('\n', bytes));
    }

    /// <summary>COPY doubles the backslash.</summary>
    [GeneratedRegex(@"\\\\x((?:[0-9a-f]{2})+)")]
    private static partial Regex Hexadecimal();
}
