using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;
using RingCentral.Connect.Connecting.Links;
using RingCentral.Connect.Connecting.Problems;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.IntegrationTests.Connecting.ConnectSessions;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.Notifications.Mail.Unsubscribing;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Connecting.Links;

/// <summary>Whoever tries links out learns nothing: what was made up, cut off, altered or meant for another door gets one and the same answer, and nobody's data.</summary>
public sealed partial class GuessedLinkTests(LiveFixture fixture) : IClassFixture<LiveFixture>
{
    private const string Name = "Maya Okonjo";
    private const string Email = "maya@brightwater.example.com";

    private ServiceNode Node => fixture.Node;

    [Theory]
    [InlineData("/connect/", "")]
    [InlineData("/connect/", "/start")]
    [InlineData("/connect/", "/status")]
    [InlineData("/reconnect/", "")]
    [InlineData("/reconnect/", "/start")]
    [InlineData("/connections/me/", "")]
    [InlineData("/problem/", "")]
    [InlineData("/mail/unsubscribe/", "")]
    public async Task Link_that_was_not_given_out_gets_the_same_answer_however_near_it_is(string before, string after)
    {
        var links = await LinksAsync();
        var real = links[before];

        var answers = new List<string>();
        foreach (var guess in Near(real).Concat(links.Values.Where(other => other != real)))
        {
            answers.Add(await AnswerAsync(before + guess + after));
        }

        Assert.Single(answers.Distinct());
        Assert.All(["Maya", "Okonjo", "brightwater", "guessed-"], told => Assert.DoesNotContain(told, answers[0], StringComparison.OrdinalIgnoreCase));
        Assert.NotEqual(answers[0], await AnswerAsync(before + real + after));
    }

    [Fact]
    public async Task Link_to_a_connection_that_is_gone_and_to_one_that_is_anothers_now_tell_the_same()
    {
        var (gone, taken) = (await AddAsync(), await AddAsync());
        var links = await LinksOfAsync(gone);
        var others = await LinksOfAsync(taken);
        await fixture.Database.ExecuteAsync($"DELETE FROM connections WHERE id = '{gone}'");
        await fixture.Database.ExecuteAsync($"UPDATE connections SET owner_id = '1', owner_name = 'Quirin Ostrowski', state = 'active', state_since = now() WHERE id = '{taken}'");

        foreach (var (one, other) in links.Zip(others))
        {
            var answer = await AnswerAsync(one);
            Assert.Equal(answer, await AnswerAsync(other));
            Assert.DoesNotContain("Quirin", answer, StringComparison.Ordinal);
            Assert.DoesNotContain("Maya", answer, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("connection_id")]
    [InlineData("id")]
    [InlineData("external_id")]
    [InlineData("owner_id")]
    public async Task Page_of_ones_own_connection_cannot_be_pointed_at_anothers(string parameter)
    {
        var (mine, others) = (await AddAsync(), await AddAsync());
        var other = await Node.ConnectionAsync(others);
        var value = parameter switch { "external_id" => other.ExternalId, "owner_id" => other.OwnerId, _ => others.ToString() };
        using var stranger = new Browser(Node.Url);
        using var browser = new Browser(Node.Url);
        await browser.LandAsync(Node.Get<ManageLinks>().For(await Node.ConnectionAsync(mine)).Url);

        using var refused = await stranger.OpenAsync($"/connections/me?{parameter}={value}");
        var shown = await browser.LandAsync(new Uri($"/connections/me?{parameter}={value}", UriKind.Relative), "mine", "data-connection-id");

        Assert.Equal("/", refused.Headers.Location?.AbsolutePath);
        Assert.Equal(mine.ToString(), shown);
    }

    private Task<Guid> AddAsync() => Node.AddAsync((connection, _) =>
    {
        (connection.State, connection.Reason) = (ConnectionState.NeedsReauthorization, StateReason.SessionEnded);
        (connection.OwnerName, connection.OwnerEmail) = (Name, Email);
    });

    /// <summary>Of each kind one that works, without what stands before it.</summary>
    private async Task<Dictionary<string, string>> LinksAsync()
    {
        using var api = new RawApi(Node.Url) { Authorization = "Bearer " + fixture.Api.Key };
        var (_, connect) = await ConnectSessionFixture.InviteAsync(api, new { external_id = $"guessed-{Guid.CreateVersion7(Node.Now):N}", login_hint = Email });
        string[] paths = [connect, .. await LinksOfAsync(await AddAsync()), Node.Get<ProblemTickets>().PathFor(new ConnectProblem(ProblemKind.OtherUser, "K7QD-2M4X") { Expected = new(Name, "204") })];
        return paths.Select(path => path.EndsWith("/start", StringComparison.Ordinal) ? path[..^"/start".Length] : path)
            .ToDictionary(path => path[..(path.LastIndexOf('/') + 1)], path => path[(path.LastIndexOf('/') + 1)..]);
    }

    private async Task<string[]> LinksOfAsync(Guid id)
    {
        var connection = await Node.ConnectionAsync(id);
        return [Node.Get<ReconnectLinks>().StartFor(connection)!.AbsolutePath, Node.Get<ManageLinks>().For(connection).Url.AbsolutePath, Node.Get<UnsubscribeLinks>().For(id).AbsolutePath];
    }

    private static IEnumerable<string> Near(string real)
    {
        yield return WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(WebEncoders.Base64UrlDecode(real).Length));
        yield return "AAAA";
        yield return real[..^1];
        yield return real[..(real.Length / 2)];
        yield return real + "A";
        foreach (var place in new[] { 0, real.Length / 2, real.Length - 2 })
        {
            yield return real[..place] + (real[place] == 'A' ? 'B' : 'A') + real[(place + 1)..];
        }
    }

    /// <summary>Everything that a browser gets to see until it stands still, without what is new each time.</summary>
    private async Task<string> AnswerAsync(string path)
    {
        using var browser = new Browser(Node.Url);
        var seen = "";
        Uri? next = new(path, UriKind.Relative);
        for (var hops = 0; next is not null && hops < 5; hops++)
        {
            using var response = await browser.OpenAsync(next);
            var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            var cookies = response.Headers.TryGetValues("Set-Cookie", out var set) ? string.Join(' ', set.Select(cookie => cookie.Split('=')[0])) : "";
            next = response.StatusCode is HttpStatusCode.Redirect ? new Uri(Node.Url, response.Headers.Location!) : null;
            seen += $"{(int)response.StatusCode} {cookies} {Fresh().Replace(body, "…")}\n";
            next = next?.Port == Node.Url.Port ? next : null;
        }

        return seen;
    }

    /// <summary>References, tickets, and the address of the page itself in its links to other languages.</summary>
    [GeneratedRegex(@"\b[2-9A-Z]{4}-[2-9A-Z]{4}\b|/(problem|mail/unsubscribe|connect|reconnect|connections/me)/[\w-]+(/start)?")]
    private static partial Regex Fresh();
}
