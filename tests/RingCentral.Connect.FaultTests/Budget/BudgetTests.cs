using System.Diagnostics;
using RingCentral.Connect.FaultTests.Kit;
using RingCentral.Connect.TestKit.Postgres;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.FaultTests.Budget;

/// <summary>More is due than RingCentral allows to ask: the budget of all nodes together is kept, and who needs it most goes first.</summary>
public sealed class BudgetTests(PostgresFixture postgres, ITestOutputHelper output)
{
    private const int Size = 10;
    private const int Due = 40;
    private const int Urgent = 8;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>An import spreads what is due over a minute; here all of it is due at once, and what has time left stands in the queue that goes before.</summary>
    private const string AllDue =
        """
        UPDATE sessions
           SET due_at = clock_timestamp() - interval '1 minute', due_class = CASE WHEN refresh_expires_at < clock_timestamp() + interval '1 day' THEN 3 ELSE 2 END
        RETURNING 1
        """;

    [Fact]
    public async Task Budget_for_ten_serves_forty_without_a_refusal_the_most_urgent_first_and_people_at_once()
    {
        // The first node has no background work: nothing is asked before everything is due.
        await using var fleet = await Fleet.StartAsync(postgres, 1, Settings(), "--no-jobs");
        await fleet.Simulator.SwitchAsync(new { auth_limit = Size, auth_limit_scope = "app", auth_limit_window = Window.ToString(), auth_limit_penalty = Window.ToString() });
        var order = Enumerable.Range(0, Due).ToArray();
        new Random(RunForm.Seed).Shuffle(order);
        var members = await fleet.ImportAsync(Due, (at, line) => line["issued_at"] = IssuedAt(order[at] < Urgent));
        var urgent = members.Where((_, at) => order[at] < Urgent).Select(member => member.OwnerId).ToHashSet();

        await fleet.Database.ReadAsync<int>(AllDue, TestContext.Current.CancellationToken);
        await Task.WhenAll(fleet.AddNodeAsync(), fleet.AddNodeAsync());
        await Eventually.TrueAsync(async () => (await AskedAsync(fleet)).Count > 0);
        var signIn = await SignInAsync(fleet);
        await Eventually.TrueAsync(async () => (await AskedAsync(fleet)).Distinct().Count() == Due, Patience);

        var asked = await AskedAsync(fleet);
        var last = asked.Select((owner, at) => (owner, at)).Where(ask => urgent.Contains(ask.owner)).Select(ask => ask.at).Order().ElementAt(Urgent - 1);
        output.WriteLine(FormattableString.Invariant($"{asked.Count} refreshes; the last of {Urgent} urgent ones was number {last + 1}; the sign-in took {signIn.TotalSeconds:0.0} s of a window of {Window.TotalSeconds} s."));
        Assert.Equal(["200"], (await fleet.RefreshesAsync()).Keys);
        Assert.True(last < Size, $"An urgent session was asked for as number {last + 1}.");
        Assert.InRange(signIn, TimeSpan.Zero, Window);
    }

    private static Dictionary<string, string> Settings() => new()
    {
        ["KeepAlive__Mode"] = "Idle",
        ["RingCentral__AuthBudget__RequestsPerMinute"] = "10",
        ["RingCentral__AuthBudget__Window"] = Window.ToString(),
    };

    /// <summary>A refresh token lives for a week: with 12 hours left it is in its last seventh, with a day and a half it is only due.</summary>
    private static string IssuedAt(bool urgent) => (TimeProvider.System.GetUtcNow() - (urgent ? TimeSpan.FromDays(6.5) : TimeSpan.FromDays(5.5))).ToString("O");

    private static async Task<TimeSpan> SignInAsync(Fleet fleet)
    {
        var person = (await fleet.Simulator.OwnerIdsAsync())[0];
        using var browser = new Browser();
        var callback = await browser.ConsentAsync(fleet.Nodes[0].Url, fleet.Simulator, person);
        // From here on the person waits for a request of the Auth group.
        var watch = Stopwatch.StartNew();
        Assert.True(await browser.ReturnAsync(callback), "The person could not sign in.");
        return watch.Elapsed;
    }

    /// <summary>The owners of the sessions in the order in which they were asked for.</summary>
    private static async Task<IReadOnlyList<string>> AskedAsync(Fleet fleet) =>
        [.. (await fleet.Simulator.RequestsAsync("?path=/restapi/oauth/token")).GetProperty("data").EnumerateArray()
            .Where(request => request.GetProperty("grant").GetString() == "refresh_token")
            .Select(request => request.GetProperty("owner_id").GetString()!)];
}
