using RingCentral.Connect.IntegrationTests.Kit;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Api;

/// <summary>What callers are told when something fails here.</summary>
public sealed class FailureTests(LiveFixture fixture) : IClassFixture<LiveFixture>
{
    [Fact]
    public async Task Database_that_fails_is_told_as_a_problem_with_a_time_to_come_back()
    {
        using var api = new RawApi(fixture.Node.Url) { Authorization = "Bearer " + await fixture.Node.CreateKeyAsync() };
        var id = await fixture.Node.AddAsync();
        (await api.GetAsync($"connections/{id}")).MustBe(200);

        await fixture.Database.ReadAsync<object>("ALTER TABLE sessions RENAME TO elsewhere", TestContext.Current.CancellationToken);
        var reading = (await api.GetAsync($"connections/{id}/token")).MustBe(503, "storage_unavailable");
        var changing = (await api.PatchAsync($"connections/{id}", """{"paused":true}""")).MustBe(503, "storage_unavailable");
        await fixture.Database.ReadAsync<object>("ALTER TABLE elsewhere RENAME TO sessions", TestContext.Current.CancellationToken);

        Assert.All([reading, changing], answer => Assert.NotNull(answer.Header("Retry-After")));
        (await api.GetAsync($"connections/{id}")).MustBe(200);
    }
}
