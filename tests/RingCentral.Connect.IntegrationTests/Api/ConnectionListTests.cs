using System.Globalization;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Sessions;
using RingCentral.Connect.IntegrationTests.Kit;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Api;

public sealed class ConnectionListTests(LiveFixture fixture) : IClassFixture<LiveFixture>, IAsyncLifetime
{
    private readonly RawApi _api = new(fixture.Node.Url);

    private ServiceNode Node => fixture.Node;

    public async ValueTask InitializeAsync() => _api.Authorization = "Bearer " + await Node.CreateKeyAsync();

    [Theory]
    [InlineData("state=blocked")]
    [InlineData("health=at_risk")]
    [InlineData("health=expiring")]
    [InlineData("external_id=zoë%3A17%2Fa")]
    [InlineData("owner_id=990017")]
    [InlineData("account_id=880017")]
    [InlineData("email=ZOE.Quill@Example.com")]
    [InlineData("q=quill")]
    [InlineData("q=e.quill%40ex")]
    [InlineData("q=QU")]
    [InlineData("q=9900")]
    [InlineData("q=31%25_7")]
    [InlineData("q=%C3%AB%3A17")]
    [InlineData("q=zo%C3%AB")]
    [InlineData("q=17%20A%20990")]
    [InlineData("metadata.tenant=blue")]
    [InlineData("metadata.seats=12")]
    [InlineData("metadata.trial=true")]
    [InlineData("metadata.a%20b=%5C%22")]
    [InlineData("state=active&health=at_risk&q=quill&metadata.tenant=blue&account_id=880017&owner_id=990017")]
    public async Task Filter_finds_what_it_names_and_nothing_else(string query)
    {
        await Node.AddAsync();
        var found = await Node.AddAsync((connection, session) => Dress(connection, session, query));

        var answer = (await _api.GetAsync("connections?" + query)).MustBe(200);

        Assert.Equal([found.ToString()], Ids(answer));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, answer.Json.GetProperty("next_cursor").ValueKind);
        await ForgetAsync(found);
    }

    [Theory]
    [InlineData("q=uil")]
    [InlineData("q=317")]
    [InlineData("metadata.tenant=blu")]
    [InlineData("metadata.seats=1")]
    [InlineData("owner_id=99001")]
    [InlineData("health=healthy&state=blocked")]
    [InlineData("q=uill&state=disconnected")]
    public async Task Filter_that_does_not_fit_finds_nothing(string query)
    {
        var other = await Node.AddAsync((connection, session) => Dress(connection, session, query));

        var found = Ids((await _api.GetAsync("connections?" + query)).MustBe(200));

        Assert.Equal(query == "q=uil", found.Contains(other.ToString()));
        await ForgetAsync(other);
    }

    [Fact]
    public async Task Expires_before_counts_the_earlier_end_of_sessions_that_are_kept_alive()
    {
        var now = Node.Now;
        var byRefresh = await Node.AddAsync((_, session) => session.RefreshExpiresAt = now.AddHours(30));
        var byTimeout = await Node.AddAsync((_, session) => session.SessionExpiresAt = now.AddHours(30));
        var later = await Node.AddAsync((_, session) => session.RefreshExpiresAt = now.AddHours(32));
        var over = await Node.AddAsync((_, session) => (session.RefreshExpiresAt, session.DueAt) = (now.AddHours(30), null));
        var moment = Uri.EscapeDataString(now.AddHours(31).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFzzz", CultureInfo.InvariantCulture));

        var found = Ids((await _api.GetAsync($"connections?expires_before={moment}&limit=200")).MustBe(200));

        Assert.Equal([true, true, false, false], new[] { byRefresh, byTimeout, later, over }.Select(id => found.Contains(id.ToString())));
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_repetition()
    {
        var account = $"88{Node.Now.Ticks}";
        var ids = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            ids.Add((await Node.AddAsync((connection, _) => connection.AccountId = account)).ToString());
        }

        var (found, cursor) = (new List<string>(), "");
        do
        {
            var page = (await _api.GetAsync($"connections?account_id={account}&limit=3{cursor}")).MustBe(200);
            found.AddRange(Ids(page));
            cursor = page.Json.GetProperty("next_cursor").GetString() is { } next ? "&cursor=" + next : null;
        }
        while (cursor is not null);

        Assert.Equal(ids.Order(StringComparer.Ordinal), found);
    }

    [Fact]
    public async Task Listed_connection_is_the_one_that_is_read_alone()
    {
        var id = await Node.AddAsync((connection, _) => connection.OwnerId = "770001");

        var listed = (await _api.GetAsync("connections?owner_id=770001")).MustBe(200).Json.GetProperty("data")[0];

        Assert.Equal((await _api.GetAsync($"connections/{id}")).MustBe(200).Text, listed.GetRawText());
    }

    [Theory]
    [InlineData("state=alive", "state")]
    [InlineData("state=", "state")]
    [InlineData("health=fine", "health")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=201", "limit")]
    [InlineData("limit=ten", "limit")]
    [InlineData("cursor=abc", "cursor")]
    [InlineData("cursor=AZnILMPofEyEI4oLkjgg3B", "cursor")]
    [InlineData("cursor=AZnILMPofEyEI4oLkjgg3A%3D%3D", "cursor")]
    [InlineData("expires_before=tomorrow", "expires_before")]
    [InlineData("expires_before=2026-01-01", "expires_before")]
    [InlineData("expires_before=2026-01-01T00:00:00", "expires_before")]
    [InlineData("expires_before=2026-13-01T00:00:00Z", "expires_before")]
    [InlineData("q=%20", "q")]
    [InlineData("q=---", "q")]
    [InlineData("q=%00", "q")]
    [InlineData("metadata.=1", "metadata.")]
    [InlineData("metadata=1", "metadata")]
    [InlineData("metadata.a=", "metadata.a")]
    [InlineData("State=active", "State")]
    [InlineData("page=2", "page")]
    [InlineData("state=active&state=blocked", "state")]
    public async Task Query_that_is_not_valid_names_the_parameter(string query, string parameter) =>
        (await _api.GetAsync("connections?" + query)).MustBeInvalid(parameter);

    [Fact]
    public async Task List_needs_its_scope()
    {
        using var api = new RawApi(Node.Url) { Authorization = "Bearer " + await Node.CreateKeyAsync("tokens:read") };

        (await api.GetAsync("connections")).MustBe(403, "insufficient_scope");
    }

    public ValueTask DisposeAsync()
    {
        _api.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>A connection that every filter of these tests can find.</summary>
    private void Dress(Connection connection, Session session, string query)
    {
        connection.ExternalId = "zoë:17/a";
        (connection.OwnerId, connection.AccountId) = ("990017", "880017");
        (connection.OwnerName, connection.OwnerEmail, connection.ExtensionNumber) = ("Zoe Quill", "zoe.quill@example.com", "31%_7");
        connection.Metadata = """{"tenant":"blue","seats":12,"trial":true,"a b":"\\\""}""";
        connection.State = query == "state=blocked" ? ConnectionState.Blocked : ConnectionState.Active;
        session.Failures = 1;
        session.SessionExpiresAt = query == "health=expiring" ? Node.Now.AddHours(3) : null;
    }

    private async Task ForgetAsync(Guid id) => (await _api.SendAsync(HttpMethod.Delete, $"connections/{id}")).MustBe(204);

    private static List<string> Ids(RawAnswer answer) => [.. answer.Json.GetProperty("data").EnumerateArray().Select(item => item.GetProperty("id").GetString()!)];
}
