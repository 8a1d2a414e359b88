using Npgsql;
using RingCentral.Connect.Data.Alarms;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Hosting;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.KeepAlive.Alarms;
using RingCentral.Connect.KeepAlive.Braking;
using RingCentral.Connect.TestKit.Postgres;
using RingCentral.Connect.Vault.Rotation;
using RingCentral.Connect.Vault.Scheduling;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.KeepAlive.Braking;

public sealed class MassBrakeTests(PostgresFixture postgres) : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private ServiceNode _node = null!;

    private MassBrake Brake => _node.Get<MassBrake>();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await postgres.CreateDatabaseAsync(ServiceNode.Migrated, Cancelled);
        _node = await ServiceNode.BuildAsync(_database, new Uri("http://127.0.0.1:1"), new NodeRoles(Web: false, Jobs: true));
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Tenth_terminal_answer_of_three_accounts_stops_flagging()
    {
        var answers = await AnswerAsync(count: 10, accounts: 3);

        Assert.All(answers.Take(9), Assert.True);
        Assert.False(answers[9]);
    }

    [Fact]
    public async Task Two_accounts_never_trip_it() => Assert.All(await AnswerAsync(count: 40, accounts: 2), Assert.True);

    [Fact]
    public async Task Connection_that_is_asked_again_and_again_counts_once()
    {
        var one = Claim(0);
        for (var i = 0; i < 30; i++)
        {
            Assert.True(await Brake.MayFlagAsync(one));
        }
    }

    [Fact]
    public async Task More_successes_than_failures_let_users_be_flagged()
    {
        await using var source = NpgsqlDataSource.Create(_database.ConnectionString);
        await using var command = source.CreateCommand("INSERT INTO rotation_rollups (\"from\", seconds, outcome, count) VALUES (date_trunc('minute', now()), 60, 'rotated', 50)");
        await command.ExecuteNonQueryAsync(Cancelled);

        Assert.All(await AnswerAsync(count: 20, accounts: 5), Assert.True);
    }

    [Fact]
    public async Task Brake_raises_one_alarm_and_closes_it_when_it_is_over()
    {
        await AnswerAsync(count: 12, accounts: 4);
        var watch = _node.Background<AlarmWatch>();

        await watch.LookAsync(Cancelled);
        await watch.LookAsync(Cancelled);
        var alarm = Assert.Single(await _node.Get<AlarmBook>().OpenAsync(Cancelled));
        Assert.Equal(AlarmKind.MassBrake, alarm.Kind);
        Assert.Contains("12 sessions of 4 accounts", alarm.Detail, StringComparison.Ordinal);

        await using var source = NpgsqlDataSource.Create(_database.ConnectionString);
        await using var command = source.CreateCommand("UPDATE terminal_answers SET at = at - interval '11 minutes'");
        await command.ExecuteNonQueryAsync(Cancelled);
        await watch.LookAsync(Cancelled);
        Assert.Empty(await _node.Get<AlarmBook>().OpenAsync(Cancelled));
    }

    [Fact]
    public async Task Administrator_who_acknowledges_the_alarm_lets_users_be_flagged()
    {
        await AnswerAsync(count: 12, accounts: 4);
        await _node.Background<AlarmWatch>().LookAsync(Cancelled);
        Assert.False(await Brake.MayFlagAsync(Claim(0)));

        Assert.True(await _node.Get<AlarmBook>().AcknowledgeAsync(AlarmKind.MassBrake, Cancelled));

        Assert.True(await Brake.MayFlagAsync(Claim(0)));
    }

    private async Task<IReadOnlyList<bool>> AnswerAsync(int count, int accounts)
    {
        var answers = new List<bool>();
        for (var i = 0; i < count; i++)
        {
            answers.Add(await Brake.MayFlagAsync(Claim(i % accounts)));
        }

        return answers;
    }

    private RotationClaim Claim(int account)
    {
        var now = _node.Now;
        return new RotationClaim
        {
            ConnectionId = Guid.CreateVersion7(now),
            Kind = ConnectionKind.AuthorizationCode,
            RotationId = Guid.CreateVersion7(now),
            SessionKey = Guid.CreateVersion7(now),
            Generation = 1,
            Ciphertext = [1],
            ServerUrl = "http://127.0.0.1:1",
            Account = $"account-{account}",
            FirstAskedAt = now,
            ClaimedAt = now,
            Clocks = new SessionClocks { IssuedAt = now, AccessExpiresAt = now.AddHours(1) },
            State = ConnectionState.Active,
            KeepAlive = KeepAlivePreference.Default,
            Failures = 0,
        };
    }
}
