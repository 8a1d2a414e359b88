using Npgsql;

namespace RingCentral.Connect.Hosting.Doctor.DatabaseChecks;

/// <summary>Whether what PostgreSQL has committed outlives a crash: RingCentral never gives a spent refresh token's successor again.</summary>
internal sealed class DurabilityCheck(NpgsqlDataSource dataSource) : IDoctorCheck
{
    private const string Crash = "durability";
    private const string Standbys = "standbys";
    private const string Zone = "time_zone";

    private const string Question =
        """
        SELECT current_setting('fsync') = 'on', current_setting('full_page_writes') = 'on', current_setting('synchronous_commit'),
               current_setting('synchronous_standby_names'), current_setting('TimeZone')
        """;

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var command = dataSource.CreateCommand(Question);
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            await row.ReadAsync(cancellationToken);
            return
            [
                Flag("fsync", row.GetBoolean(0)),
                Flag("full_page_writes", row.GetBoolean(1)),
                Standby(row.GetString(2), row.GetString(3)),
                TimeZone(row.GetString(4)),
            ];
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            return [Finding.Unproven(Crash, "PostgreSQL does not answer.", "See the check of the database.")];
        }
    }

    private static Finding Flag(string setting, bool isOn) => isOn
        ? Finding.Ok(Crash, $"{setting} is on.")
        : Finding.Wrong(Crash, $"{setting} is off: a power failure can lose committed token pairs, and with each its session.", $"Set {setting} = on in postgresql.conf.");

    private static Finding Standby(string commits, string names) =>
        names.Length == 0 ? Finding.Warning(
            Standbys,
            "No synchronous standby is configured: if the server is lost, so are the sessions that rotated since the last backup or the last word to an asynchronous standby.",
            "Where that matters, set up a standby and synchronous_standby_names. On a single server there is nothing to do but to back up its archive of the write-ahead log.")
        : commits == "local" ? Finding.Wrong(
            Standbys, $"Standbys are configured ({names}), but synchronous_commit is local: commits do not wait for them.", "Set synchronous_commit = on for the service's user or database.")
        : Finding.Ok(Standbys, $"Commits wait for standbys: {names} (synchronous_commit {commits}).");

    private static Finding TimeZone(string zone) => Finding.Ok(Zone, zone is "UTC" or "Etc/UTC" or "GMT"
        ? "PostgreSQL's time zone is UTC."
        : $"PostgreSQL's time zone is {zone}: it colours its log and what people see in psql. Instants are stored and answered in UTC whatever it is.");
}
