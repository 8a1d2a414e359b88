using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using RingCentral.Connect.EndToEndTests.Secrets.Gathering;
using RingCentral.Connect.EndToEndTests.Secrets.Searching;
using RingCentral.Connect.EndToEndTests.Secrets.Story;
using RingCentral.Connect.TestKit.Browsing;
using Xunit;

namespace RingCentral.Connect.EndToEndTests.Secrets;

/// <summary>
/// The promise that no secret leaks, measured: everything that the product gave out over a long story is gathered and searched for every token, code, secret and key that there
/// was in it.
/// </summary>
public sealed class EverythingTests(BrowserFixture browser) : BrowserTest(browser)
{
    private readonly KnownSecrets _secrets = new();
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_that_the_product_gives_out_holds_a_secret()
    {
        await using var installation = await Installation.StartAsync();
        Tell("everything runs");
        var commands = new OperatorStory(installation);
        var id = await LiveAsync(installation, commands);

        var gatherer = await GatherAsync(installation, commands);
        Tell($"gathered {gatherer.Emissions.Count} emissions, {gatherer.Emissions.Sum(emission => (long)emission.Text.Length) / 1_000_000} million characters, {_secrets.Count} secrets");
        string[] trouble =
        [
            .. UnknownSecrets(),
            .. gatherer.Unmet.Select(place => $"Nothing was due at {place.Exchanges}: {place.Place}"),
            .. MissingMarks(gatherer, installation, id),
            .. Finds(SecretSearch.For(_secrets), gatherer.Emissions),
            .. Finds(SecretSearch.For(AppStory.Addresses.All), gatherer.Emissions.Where(emission => !AppStory.Addresses.Known.Contains(emission.Way))),
        ];
        Tell("searched");
        Assert.True(trouble.Length == 0, string.Join('\n', trouble));
    }

    private async Task<string> LiveAsync(Installation installation, OperatorStory commands)
    {
        await using var other = await NewPersonAsync();
        var (app, trouble) = (new AppStory(installation), new TroubleStory(installation));
        var (people, administrator) = (new PeopleStory(installation, Person), new AdministratorStory(installation, other));
        await trouble.BeginAsync();
        await app.HookAsync();
        var ids = await app.ImportAsync();
        await Task.WhenAll(app.ReadAsync(ids), people.ConnectAsync(), commands.RunAsync());
        Tell("tokens were read");
        var id = await people.ConnectByInvitationAsync();
        await administrator.SignInAsync();
        await Task.WhenAll(people.LoseAndComeBackAsync(id), administrator.MakeAsync());
        Tell("a session was lost");
        await administrator.LookAsync([id, .. ids]);
        await Task.WhenAll(people.LookAfterAsync(id), administrator.ActAsync(ids[0]), app.MisuseAsync(ids[1]), commands.DiagnoseAsync());
        await trouble.EndAsync();
        await trouble.CrashDatabaseAsync();
        await administrator.SignInAtProviderAsync();
        Tell("the story is told");
        return id;
    }

    /// <summary>Nodes that stop hand over what they still have for the collector.</summary>
    private async Task<Gatherer> GatherAsync(Installation installation, OperatorStory commands)
    {
        var gatherer = new Gatherer(_secrets);
        foreach (var node in new[] { installation.Web, installation.Jobs })
        {
            using var http = new HttpClient();
            gatherer.Add(Way.Answer, $"GET /metrics of {node.Url}", await http.GetStringAsync(new Uri(node.Url, "metrics"), Cancelled));
            await node.StopAsync();
            gatherer.Add(Way.Log, node.Url.ToString(), node.Output.ToString());
        }

        installation.Secrets.Tell(_secrets);
        _secrets.Add("database password", new NpgsqlConnectionStringBuilder(installation.ConnectionString).Password!);
        _secrets.Add("token or code", await installation.Simulator.TokensAsync());
        RingCentralTraffic.Learn(_secrets, installation.RingCentral.Exchanges);
        using (var key = installation.Secrets.OpenFirst())
        {
            await KeyRingKeys.LearnAsync(_secrets, installation.ConnectionString, key, Cancelled);
        }

        foreach (var (command, result) in installation.Commands)
        {
            gatherer.AddCommand(command, result.Output, result.Errors);
        }

        gatherer.AddAnswers(installation.Front.Exchanges);
        gatherer.AddRequests(installation.RingCentral.Exchanges);
        gatherer.AddMails(installation.Mails);
        gatherer.AddWebhooks(installation.App.All.Where(request => request.Target.StartsWith("/hook", StringComparison.Ordinal)));
        gatherer.AddTelemetry(installation.Collector.All);
        gatherer.AddDump(await DatabaseDump.TakeAsync(installation.Cluster, installation.ConnectionString));
        gatherer.Add(Way.Statements, installation.Cluster.Log, await File.ReadAllTextAsync(installation.Cluster.Log, Cancelled));
        await commands.GiveAsync(gatherer, Cancelled);
        return gatherer;
    }

    /// <summary>A kind of secret that nobody knows is one that nobody looks for.</summary>
    private IEnumerable<string> UnknownSecrets()
    {
        string[] expected =
        [
            "client secret", "provider's client secret", "mail password", "certificate's password", "private key", "database password", "key of the key ring", "token or code", "code_verifier", "assertion",
            "id token", "API key", "webhook secret", "completion code", "sign-in link", "connect link", "reconnect link", "manage link", "unsubscribe link", "state", "nonce", "cookie", "name of a cookie",
        ];
        var kinds = _secrets.Kinds;
        Tell(string.Join(", ", kinds.Select(kind => $"{kind.Value} {kind.Key}")));
        Assert.True(kinds["token or code"] > 60, $"Only {kinds["token or code"]} tokens and codes were issued.");
        return expected.Except(kinds.Keys).Select(kind => $"No {kind} is known.");
    }

    /// <summary>What is no secret and must have gone that way, found by the same search.</summary>
    private static IEnumerable<string> MissingMarks(Gatherer gatherer, Installation installation, string id)
    {
        var hash = Encoding.Latin1.GetString(SHA256.HashData(Encoding.ASCII.GetBytes(installation.Api.Key)));
        (Way Way, string Text)[] marks =
        [
            (Way.Log, id), (Way.Log, "\"LogLevel\":\"Trace\""), (Way.Log, "Npgsql"), (Way.Log, "Microsoft.AspNetCore"), (Way.Log, "Hangfire"), (Way.Command, "\"external_id\":\"seed-"),
            (Way.Traces, "reconnect/{token}"),
            (Way.Traces, installation.RingCentral.Address.GetLeftPart(UriPartial.Authority)), (Way.Metrics, "connect.rotation"), (Way.Logs, id), (Way.Answer, PeopleStory.User), (Way.Answer, "connect_rotation"), (Way.Answer, "Location: "), (Way.Request, "/restapi/oauth/token"),
            (Way.Mail, "Please sign in"), (Way.Webhook, id), (Way.Dump, PeopleStory.User), (Way.Dump, "hangfire"), (Way.DumpedBytes, hash), (Way.Statements, PeopleStory.User), (Way.File, "external_id"), (Way.File, "BEGIN CMS"),
        ];
        return from mark in marks
               let search = SecretSearch.For(mark.Text)
               where !gatherer[mark.Way].Any(emission => search.In(emission.Text).Any())
               select $"{mark.Way} has no '{mark.Text}'.";
    }

    private static IEnumerable<string> Finds(SecretSearch search, IEnumerable<Emission> emissions) =>
        from emission in emissions
        from find in search.In(emission.Text)
        group find by (emission.Way, emission.Source, find.Kind) into same
        select $"{same.Key.Way}, {same.Key.Source}: {same.Key.Kind}, {same.Count()} times\n   … {same.First().Before}";

    private void Tell(string what) => TestContext.Current.TestOutputHelper?.WriteLine($"{_watch.Elapsed.TotalSeconds:0.0} s: {what}");
}
