using Npgsql;
using RingCentral.Connect.Data.Clock;

namespace RingCentral.Connect.Hosting.Database;

/// <summary>Reads PostgreSQL's clock into the <see cref="DatabaseClock"/>.</summary>
internal sealed class DatabaseClockReader(DatabaseClock clock, NpgsqlDataSource dataSource)
{
    private const int Readings = 3;

    /// <summary>Of several readings the quickest is the most exact.</summary>
    public async Task SampleAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var best = (Time: default(DateTimeOffset), AskedAt: 0L, AnsweredAt: long.MaxValue);
        for (var reading = 0; reading < Readings; reading++)
        {
            await using var command = new NpgsqlCommand("SELECT clock_timestamp()", connection);
            var askedAt = clock.GetTimestamp();
            var time = new DateTimeOffset((DateTime)(await command.ExecuteScalarAsync(cancellationToken))!);
            var answeredAt = clock.GetTimestamp();
            if (answeredAt - askedAt < best.AnsweredAt - best.AskedAt)
            {
                best = (time, askedAt, answeredAt);
            }
        }

        clock.Sample(best.Time, best.AskedAt, best.AnsweredAt);
    }
}
