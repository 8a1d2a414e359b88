using System.Net;
using System.Text.Json.Nodes;
using RingCentral.Connect.ClientTests.Kit;
using RingCentral.Connect.Sandbox.Processes;
using RingCentral.Connect.TestKit.Api;
using Xunit;

namespace RingCentral.Connect.ClientTests.Docs;

/// <summary>What docs/app-developers.md shows is run as it stands there.</summary>
public sealed class AppDevelopersTests(Scene scene) : IClassFixture<Scene>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string[]> Programs => new()
    {
        { "token.sh", "sh", ["curl", "jq"] },
        { "connect.mjs", "node", [] },
        { "connect.py", "python3", [] },
    };

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Program_reads_the_users_extension(string file, string interpreter, string[] needs)
    {
        var person = await scene.ConnectAsync(line => line["external_id"] = $"user / {Path.GetExtension(file)}");

        var result = await RunAsync(file, interpreter, person.ExternalId, needs);

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Matches(@"^.+, extension \d+\n$", result.Output);
        Assert.Equal("", result.Errors);
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Program_shows_the_link_where_the_user_must_sign_in_again(string file, string interpreter, string[] needs)
    {
        var person = await scene.ConnectAsync();
        await scene.Simulator.DoAsync(person.OwnerId, "end-sessions");
        await scene.Api.GetTokenAsync(person.ConnectionId.ToString(), "?force=true");
        await scene.Api.BecameAsync(person.ConnectionId.ToString(), "needs_reauthorization");

        var result = await RunAsync(file, interpreter, person.ExternalId, needs);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"Sign in again: {scene.Deployment.Service.Url}reconnect/", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Program_says_why_there_is_no_token(string file, string interpreter, string[] needs)
    {
        var result = await RunAsync(file, interpreter, "nobody", needs);

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("No token: There is no such connection, or this key may not see it.\n", result.Errors);
    }

    [Theory]
    [InlineData("connect.mjs", "node")]
    [InlineData("connect.py", "python3")]
    public async Task Program_goes_on_with_the_token_that_comes_for_a_rejected_one(string file, string interpreter)
    {
        var person = await scene.ConnectAsync();
        // RingCentral refuses whatever comes first: the report is a true one, and the service finds the token in order.
        await scene.Simulator.AddFaultAsync(new { kind = "status", status = 401, owner_id = person.OwnerId, count = 1 });

        var result = await RunAsync(file, interpreter, person.ExternalId);

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Matches(@"^.+, extension \d+\n$", result.Output);
    }

    [Fact]
    public async Task Rejected_token_is_reported_with_curl()
    {
        var person = await scene.ConnectAsync();
        var id = person.ConnectionId.ToString();
        (await scene.Api.GetTokenAsync(id, "?force=true")).MustBe(HttpStatusCode.OK);

        var result = await Snippet.RunAsync(
            "rejected.sh", "sh", new Dictionary<string, string>(Variables(person.ExternalId)) { ["CONNECTION_ID"] = id, ["GENERATION"] = "1" }, "curl", "jq");

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Equal(2, JsonNode.Parse(result.Output)!["generation"]!.GetValue<int>());
    }

    [Fact]
    public async Task Class_in_CSharp_is_one_that_compiles()
    {
        var file = Path.Combine(BuiltPrograms.RepositoryRoot, "tests", "RingCentral.Connect.ClientTests", "Docs", "PhoneBook.cs");
        Assert.EndsWith("\n\n" + await Snippet.ReadAsync("app-developers.md", "PhoneBook.cs"), await File.ReadAllTextAsync(file, Cancelled), StringComparison.Ordinal);

        var person = await scene.ConnectAsync();
        await using var app = scene.App();
        Assert.Contains(person.OwnerId, await new PhoneBook(app.RingCentral).ReadAsync(person.ExternalId, Cancelled), StringComparison.Ordinal);
    }

    private Task<CommandResult> RunAsync(string file, string interpreter, string externalId, params string[] needs) =>
        Snippet.RunAsync(file, interpreter, Variables(externalId), needs);

    private Dictionary<string, string> Variables(string externalId) => new()
    {
        ["CONNECT_URL"] = scene.Deployment.Service.Url.ToString(),
        ["CONNECT_API_KEY"] = scene.Api.Key,
        ["EXTERNAL_ID"] = externalId,
    };
}
