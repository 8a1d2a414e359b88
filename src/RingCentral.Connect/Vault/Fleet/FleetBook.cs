using System.Text.Json;
using System.Text.Json.Serialization;
using Npgsql;
using NpgsqlTypes;
using RingCentral.Connect.Data.Fleet;

namespace RingCentral.Connect.Vault.Fleet;

/// <summary>
/// The last count of the fleet, shared by all nodes: whoever looks reads one row. A count that is soon made is made anew for who looks; a long one goes on behind, and the one
/// before serves meanwhile, with its time beside it.
/// </summary>
internal sealed partial class FleetBook(NpgsqlDataSource dataSource, FleetCounter counter, TimeProvider time, ILogger<FleetBook> logger)
{
    /// <summary>A count is as good as new for so long.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    /// <summary>For a count that takes no longer than this one may wait.</summary>
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(100);

    /// <summary>Older than this it tells nothing, and one must wait.</summary>
    private static readonly TimeSpan Useless = TimeSpan.FromMinutes(10);

    /// <summary>While somebody looks, counting may take up a twentieth of the time.</summary>
    private const int ShareOfTime = 20;

    private const string Store =
        """
        INSERT INTO fleet_counts (id, taken_at, content) VALUES (@id, @at, @content)
        ON CONFLICT (id) DO UPDATE SET taken_at = excluded.taken_at, content = excluded.content WHERE fleet_counts.taken_at < excluded.taken_at
        """;

    private const string Last = "SELECT content FROM fleet_counts WHERE id = @id";

    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() }, IgnoreReadOnlyProperties = true };

    private int _counting;

    /// <summary>Counts the fleet now, and keeps the count for all.</summary>
    public async Task<FleetCensus> TakeAsync(CancellationToken cancellationToken)
    {
        var census = await counter.CountAsync(cancellationToken);
        await using var command = dataSource.CreateCommand(Store);
        command.Parameters.AddWithValue("id", FleetCount.Only);
        command.Parameters.AddWithValue("at", census.TakenAt);
        command.Parameters.Add(new NpgsqlParameter("content", NpgsqlDbType.Jsonb) { Value = JsonSerializer.Serialize(census, Json) });
        await command.ExecuteNonQueryAsync(cancellationToken);
        return census;
    }

    /// <summary>The fleet, as freshly counted as one may wait for.</summary>
    public async Task<FleetCensus> ReadAsync(CancellationToken cancellationToken)
    {
        if (await LastAsync(cancellationToken) is not { } last)
        {
            return await TakeAsync(cancellationToken);
        }

        var age = time.GetUtcNow() - last.TakenAt;
        if (age <= Fresh)
        {
            return last;
        }

        if (last.Took <= Short || age > Useless)
        {
            return await TakeAsync(cancellationToken);
        }

        if (age > last.Took * ShareOfTime && Interlocked.Exchange(ref _counting, 1) == 0)
        {
            _ = CountBehindAsync();
        }

        return last;
    }

    private async Task<FleetCensus?> LastAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(Last);
        command.Parameters.AddWithValue("id", FleetCount.Only);
        return await command.ExecuteScalarAsync(cancellationToken) is string content ? Read(content) : null;
    }

    /// <summary>A count of another version may look different; then it is none.</summary>
    private FleetCensus? Read(string content)
    {
        try
        {
            return JsonSerializer.Deserialize<FleetCensus>(content, Json);
        }
        catch (JsonException exception)
        {
            Log.Unreadable(logger, exception);
            return null;
        }
    }

    private async Task CountBehindAsync()
    {
        try
        {
            await TakeAsync(CancellationToken.None);
        }
        catch (Exception exception) when (exception is NpgsqlException or ObjectDisposedException)
        {
            // The last count stays, with its time; who looks next tries again.
            Log.NotCounted(logger, exception);
        }
        finally
        {
            Volatile.Write(ref _counting, 0);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The fleet could not be counted; the dashboard shows the count before.")]
        public static partial void NotCounted(ILogger logger, Exception exception);

        [LoggerMessage(2, LogLevel.Information, "The last count of the fleet is of another version, and is made anew.")]
        public static partial void Unreadable(ILogger logger, Exception exception);
    }
}
