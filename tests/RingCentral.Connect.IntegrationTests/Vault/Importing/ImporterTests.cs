using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Channels;
using RingCentral.Connect.Data.Events;
using RingCentral.Connect.Data.Sessions;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.RingCentralApi.Secrets;
using RingCentral.Connect.Vault.Importing;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Vault.Importing;

public sealed class ImporterTests(VaultFixture fixture) : IClassFixture<VaultFixture>
{
    private ServiceNode Node => fixture.Node;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Thousand_lines_with_bad_ones_among_them_are_answered_in_order()
    {
        var lines = Enumerable.Range(1, 1000).Select(number => number % 50 == 0 ? Bad(number) : Line($"many-{number}")).ToList();

        var results = await ImportAsync(lines);

        Assert.Equal(Enumerable.Range(1, 1000).Select(number => (long)number), results.Select(result => result.Line));
        Assert.Equal(20, results.Count(result => result.Status == ImportStatus.Rejected));
        Assert.All(results, result => Assert.Equal(result.Line % 50 == 0, result.Rejection is not null));
        Assert.Equal(980, results.Where(result => result.Status == ImportStatus.Created).Select(result => result.ConnectionId).Distinct().Count());
    }

    [Fact]
    public async Task Imported_connection_is_whole()
    {
        var id = Assert.Single(await ImportAsync([Line("whole", ",\"metadata\":{\"a\":1},\"account_id\":42,\"session_id\":\"s-1\",\"endpoint_id\":\"e-1\"")])).ConnectionId!.Value;

        var (connection, session) = (await Node.ConnectionAsync(id), await Node.SessionAsync(id));
        Assert.Equal(("whole", "17", "42", """{"a": 1}"""), (connection.ExternalId, connection.OwnerId, connection.AccountId, connection.Metadata));
        Assert.Equal((1L, "s-1", "e-1"), (session.Generation, session.RingCentralSessionId, session.EndpointId));
        Assert.Equal(new TokenPair(new AccessToken("access-whole"), new RefreshToken("refresh-whole")), await Node.StoredPairAsync(id));
        Assert.Equal(DueClass.Idle, session.DueClass);
        Assert.InRange(session.DueAt!.Value, Node.Now.AddMinutes(40), Node.Now.AddDays(1));
        Assert.Equal((EventTypes.Imported, "api:test"), Assert.Single((await Node.EventsAsync(id)).Select(told => (told.Type, told.Actor))));
    }

    [Fact]
    public async Task Import_that_is_sent_again_finds_what_is_there_and_goes_on()
    {
        var lines = Enumerable.Range(1, 30).Select(number => Line($"resumed-{number}")).ToList();
        var first = await ImportAsync(lines.Take(20));

        var second = await ImportAsync(lines);

        Assert.All(second.Take(20), result => Assert.Equal(ImportStatus.Exists, result.Status));
        Assert.Equal(first.Select(result => result.ConnectionId), second.Take(20).Select(result => result.ConnectionId));
        Assert.All(second.Skip(20), result => Assert.Equal(ImportStatus.Created, result.Status));
    }

    [Fact]
    public async Task Line_that_stands_twice_in_one_batch_is_created_once()
    {
        var results = await ImportAsync([Line("twice"), Line("other"), Line("twice")]);

        Assert.Equal([ImportStatus.Created, ImportStatus.Created, ImportStatus.Exists], results.Select(result => result.Status));
        Assert.Equal(results[0].ConnectionId, results[2].ConnectionId);
        Assert.Equal("access-twice", (await Node.StoredPairAsync(results[0].ConnectionId!.Value)).AccessToken.Reveal());
    }

    [Fact]
    public async Task Empty_lines_are_counted_and_not_answered()
    {
        var results = await ImportAsync(["", Line("after-empty"), "  \r", Line("at-the-end") + "\r"]);

        Assert.Equal([2L, 4], results.Select(result => result.Line));
        Assert.All(results, result => Assert.Equal(ImportStatus.Created, result.Status));
    }

    [Fact]
    public async Task Session_whose_rotation_is_overdue_is_spread_over_a_minute()
    {
        var issued = Node.Now.AddDays(-3).ToString("O");

        var results = await ImportAsync(Enumerable.Range(0, 20).Select(number => Line($"old-{number}", $",\"issued_at\":\"{issued}\"")));

        var due = new List<DateTimeOffset>();
        foreach (var result in results)
        {
            due.Add((await Node.SessionAsync(result.ConnectionId!.Value)).DueAt!.Value);
        }

        Assert.All(due, moment => Assert.InRange(moment, Node.Now.AddSeconds(-20), Node.Now.AddSeconds(60)));
        Assert.True(due.Max() - due.Min() > TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Two_imports_of_the_same_lines_at_once_answer_every_line()
    {
        var lines = Enumerable.Range(1, 400).Select(number => Line($"raced-{number}")).ToList();

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ImportAsync(lines)));

        Assert.All(results, answers => Assert.Equal(400, answers.Count));
        Assert.Equal(400, results.SelectMany(answers => answers).Count(answer => answer.Status == ImportStatus.Created));
        Assert.Equal(400, results.SelectMany(answers => answers).Select(answer => answer.ConnectionId).Distinct().Count());
    }

    [Fact]
    public async Task Text_that_PostgreSQL_cannot_hold_spoils_no_other_line()
    {
        string[] fields = ["scope", "session_id", "endpoint_id", "account_id"];
        var lines = fields.Select(field => Line($"null-{field}", $",\"{field}\":\"x\\u0000y\"")).Append(Line("beside-null"));

        var results = await ImportAsync(lines);

        Assert.Equal(ImportStatus.Created, results[^1].Status);
    }

    [Fact]
    public async Task Answers_of_a_batch_come_before_the_next_line_was_sent()
    {
        var lines = Channel.CreateUnbounded<string>();
        foreach (var number in Enumerable.Range(1, 200))
        {
            await lines.Writer.WriteAsync(Line($"streamed-{number}"), Cancelled);
        }

        await using var results = Node.Get<Importer>().ImportAsync(Stream(lines.Reader.ReadAllAsync(Cancelled), Cancelled), ImportConflict.Skip, new ImportSource("api:test"), Cancelled).GetAsyncEnumerator(Cancelled);
        foreach (var number in Enumerable.Range(1, 200))
        {
            Assert.True(await results.MoveNextAsync());
            Assert.Equal(number, results.Current.Line);
        }

        lines.Writer.Complete();
        Assert.False(await results.MoveNextAsync());
    }

    private static string Line(string externalId, string more = "") =>
        $$"""{"external_id":"{{externalId}}","access_token":"access-{{externalId}}","refresh_token":"refresh-{{externalId}}","expires_in":3600,"refresh_token_expires_in":604800,"owner_id":17{{more}}}""";

    private static string Bad(int number) => (number / 50 % 4) switch
    {
        0 => "{",
        1 => Line(" "),
        2 => Line($"bad-{number}", ",\"metadata\":{\"a\":\"\\ud800\"}"),
        _ => Line($"bad-{number}", ",\"server_url\":\"https://evil.example\""),
    };

    private async Task<List<ImportResult>> ImportAsync(IEnumerable<string> lines)
    {
        var results = new List<ImportResult>();
        await foreach (var result in Node.Get<Importer>().ImportAsync(Stream(lines.ToAsyncEnumerable(), Cancelled), ImportConflict.Skip, new ImportSource("api:test"), Cancelled))
        {
            results.Add(result);
        }

        return results;
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Stream(IAsyncEnumerable<string> lines, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var line in lines.WithCancellation(cancellationToken))
        {
            yield return Encoding.UTF8.GetBytes(line);
        }
    }
}
