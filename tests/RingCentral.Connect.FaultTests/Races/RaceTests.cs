using System.Globalization;
using System.Net;
using RingCentral.Connect.FaultTests.Kit;
using RingCentral.Connect.TestKit.Api;
using Xunit;

namespace RingCentral.Connect.FaultTests.Races;

/// <summary>Many callers on several nodes want the same token at the moment when it falls due.</summary>
public sealed class RaceTests(RaceFleet race) : IClassFixture<RaceFleet>
{
    private const int Callers = 64;

    [Fact]
    public Task Callers_at_the_end_of_a_hold_cause_one_refresh_and_all_get_its_token() => RaceAsync();

    [Fact]
    public Task Slow_answer_of_RingCentral_changes_nothing_about_that() =>
        RaceAsync(owner => new { kind = "delay", grant = "refresh_token", owner_id = owner, delay = "00:00:15", count = 1 });

    private async Task RaceAsync(Func<string, object>? fault = null)
    {
        var fleet = race.Fleet;
        await fleet.Simulator.SwitchAsync(new { access_token_lifetime = "00:00:10" });
        var member = (await fleet.ImportAsync(1))[0];
        var held = (await fleet.Apis[0].GetTokenAsync(member.Id)).MustBe(HttpStatusCode.OK);
        var refreshes = await CountAsync(fleet);
        // The next one outlives the slowest answer.
        await fleet.Simulator.SwitchAsync(new { access_token_lifetime = "00:01:30" });
        if (fault is not null)
        {
            await fleet.Simulator.AddFaultAsync(fault(member.OwnerId));
        }

        await Task.Delay(TimeSpan.FromSeconds(held.Json.GetProperty("expires_in").GetInt32()), TestContext.Current.CancellationToken);
        var answers = await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => NextAsync(fleet.Apis[caller % fleet.Apis.Count], member, Generation(held))));

        Assert.All(answers, answer => Assert.Equal(Generation(held) + 1, Generation(answer)));
        Assert.Single(answers.Select(answer => answer["access_token"]).Distinct());
        Assert.Equal(refreshes + 1, await CountAsync(fleet));
        Assert.Equal(200, await fleet.Simulator.CallExtensionAsync(answers[0]["access_token"]));
    }

    /// <summary>The hold may last another second, since whole seconds are told: then the same token comes once more.</summary>
    private static async Task<ApiAnswer> NextAsync(ApiClient api, Member member, int generation)
    {
        while (true)
        {
            var answer = (await api.GetTokenAsync(member.Id)).MustBe(HttpStatusCode.OK);
            if (Generation(answer) != generation)
            {
                return answer;
            }
        }
    }

    private static int Generation(ApiAnswer token) => int.Parse(token["generation"], CultureInfo.InvariantCulture);

    private static async Task<long> CountAsync(Fleet fleet) => (await fleet.RefreshesAsync()).Values.Sum();
}
