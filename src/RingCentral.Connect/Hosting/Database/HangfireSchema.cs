using System.Globalization;
using System.Text.RegularExpressions;
using Hangfire.PostgreSql;
using Npgsql;
using RingCentral.Connect.KeepAlive;

namespace RingCentral.Connect.Hosting.Database;

/// <summary>Hangfire's tables, which the package that brings them installs and numbers.</summary>
internal static partial class HangfireSchema
{
    private const string IsThere = $"SELECT to_regclass('{KeepAliveExtensions.Schema}.schema') IS NOT NULL";
    private const string Version = $"SELECT max(version) FROM {KeepAliveExtensions.Schema}.schema";

    /// <summary>The version that this build's package installs: that of its last script.</summary>
    public static int Needed { get; } = typeof(PostgreSqlObjectsInstaller).Assembly.GetManifestResourceNames()
        .Select(name => Script().Match(name)).Where(match => match.Success)
        .Max(match => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture));

    /// <summary>The version in the database; 0 where there is none.</summary>
    public static async Task<int> ReadAsync(NpgsqlDataSource dataSource, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var isThere = new NpgsqlCommand(IsThere, connection);
        if (await isThere.ExecuteScalarAsync(cancellationToken) is not true)
        {
            return 0;
        }

        await using var version = new NpgsqlCommand(Version, connection);
        return await version.ExecuteScalarAsync(cancellationToken) is int number ? number : 0;
    }

    [GeneratedRegex(@"\.Install\.v(\d+)\.sql$")]
    private static partial Regex Script();
}
