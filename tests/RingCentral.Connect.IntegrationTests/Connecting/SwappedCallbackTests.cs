using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using RingCentral.Connect.IntegrationTests.Kit;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Connecting;

/// <summary>Two people connect at once, and what RingCentral sent one of them is brought to the other.</summary>
public sealed class SwappedCallbackTests(LiveFixture fixture) : IClassFixture<LiveFixture>
{
    private const string Ines = "256440016";
    private const string Tomas = "256440017";

    [Theory]
    [InlineData("code", "expired")]
    [InlineData("state", "unknown_attempt")]
    public async Task Part_of_another_persons_callback_connects_nobody(string parameter, string problem)
    {
        using var attacker = new Browser(fixture.Node.Url);
        using var victim = new Browser(fixture.Node.Url);
        var foreign = Query(await attacker.ConsentAsync(fixture.Simulator, Ines));
        var callback = await victim.ConsentAsync(fixture.Simulator, Tomas);
        var mixed = Query(callback);
        mixed[parameter] = foreign[parameter];

        Assert.Equal(problem, await victim.ProblemAsync(new Uri(QueryHelpers.AddQueryString(callback.GetLeftPart(UriPartial.Path), mixed))));

        foreach (var owner in new[] { Ines, Tomas })
        {
            (await fixture.Api.GetConnectionByExternalIdAsync($"ringcentral:{owner}")).MustBeProblem(HttpStatusCode.NotFound, "connection_not_found");
        }
    }

    private static Dictionary<string, string?> Query(Uri callback) =>
        QueryHelpers.ParseQuery(callback.Query).ToDictionary(item => item.Key, item => (string?)item.Value.ToString());
}
