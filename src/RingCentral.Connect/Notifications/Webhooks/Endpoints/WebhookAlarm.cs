using Npgsql;
using RingCentral.Connect.Data.Alarms;

namespace RingCentral.Connect.Notifications.Webhooks.Endpoints;

/// <summary>
/// Endpoints that nothing has reached for an hour: there is a day to mend them. The alarm of one that is disabled is opened where that happens, and stays until
/// somebody enables or deletes it.
/// </summary>
internal sealed class WebhookAlarm(NpgsqlDataSource dataSource, TimeProvider time) : IAlarmSource
{
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    private const string Failing =
        """
        SELECT id, url, first_failed_at, disabled_at IS NOT NULL FROM webhook_endpoints
         WHERE (disabled_at IS NULL AND first_failed_at <= @since) OR disabled_reason IN ('gone', 'failing')
        """;

    public IReadOnlyList<AlarmKind> Kinds { get; } = [AlarmKind.WebhookFailing];

    public async Task<IReadOnlyList<Trouble>> LookAsync(IReadOnlyList<Alarm> open, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var command = dataSource.CreateCommand(Failing);
        command.Parameters.AddWithValue("since", now - Patience);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<Trouble>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var isDisabled = reader.GetBoolean(3);
            found.Add(new Trouble(
                AlarmKind.WebhookFailing, reader.GetGuid(0).ToString(), isDisabled ? null : Detail(new Uri(reader.GetString(1)), now - reader.GetFieldValue<DateTimeOffset>(2))));
        }

        return found;
    }

    /// <summary>By its host alone: the rest of an address may be a secret of its owner's.</summary>
    private static string Detail(Uri url, TimeSpan since) =>
        FormattableString.Invariant(
            $"No webhook has reached the endpoint at {url.Authority} for {(since.TotalHours < 2 ? "more than an hour" : $"{(int)since.TotalHours} hours")}. After a day of that it is disabled.");
}
