using System.Globalization;
using System.Text.RegularExpressions;
using RingCentral.Connect.ClientTests.Kit;
using RingCentral.Connect.Sandbox.Processes;
using RingCentral.Connect.TestKit.Api;
using RingCentral.Connect.TestKit.Postgres;
using RingCentral.Connect.TestKit.Programs;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.ClientTests.Samples;

/// <summary>The sample, as an app developer starts it.</summary>
public sealed partial class ReadExtensionTests(PostgresFixture postgres)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ProgramOutput _output = new();

    [Fact]
    public async Task Sample_reads_on_over_rotations_a_restart_and_a_reconnect()
    {
        await using var deployment = await Deployment.StartAsync(postgres);
        await deployment.Simulator.Control.SwitchAsync(new { access_token_lifetime = "00:00:08" });
        var person = await Person.ImportAsync(deployment);
        await using var sample = Start(deployment, person);

        var connectionId = person.ConnectionId.ToString();
        await ReadsOnAsync();
        await deployment.Api.RotatedBeyondAsync(connectionId, await deployment.Api.GenerationAsync(connectionId) + 1);
        await ReadsOnAsync();

        await deployment.Service.KillAsync();
        await deployment.Service.StartAgainAsync();
        await deployment.Api.RotatedBeyondAsync(connectionId, await deployment.Api.GenerationAsync(connectionId));
        await ReadsOnAsync();
        Assert.DoesNotContain(_output.Lines, line => line.Contains("401", StringComparison.Ordinal) || line.Contains("sign in again", StringComparison.Ordinal));

        await deployment.Simulator.Control.DoAsync(person.OwnerId, "end-sessions");
        var link = await Eventually.GetAsync(() => Task.FromResult(Link().Match(_output.ToString())), match => match.Success, Patience, "the sample prints the link");
        await Reconnect.FollowAsync(new Uri(link.Value), deployment.Simulator.Control, person.OwnerId);
        await ReadsOnAsync();

        Assert.False(sample.HasEnded, _output.Tail);
        Assert.All(await deployment.Simulator.Control.TokensAsync(), token => Assert.DoesNotContain(token, _output.ToString(), StringComparison.Ordinal));
    }

    private ChildProcess Start(Deployment deployment, Person person)
    {
        var program = Path.Combine(BuiltPrograms.Artifacts, "bin", "ReadExtension", "debug", "ReadExtension.dll");
        var start = DotnetProgram.Start(program, Path.GetTempPath(), ["--User", person.ExternalId, "--Every", "00:00:00.2"]);
        start.Environment["RingCentralConnect__Address"] = deployment.Service.Url.ToString();
        start.Environment["RingCentralConnect__ApiKey"] = deployment.Api.Key;
        return ChildProcess.Start(start, _output.Add);
    }

    private async Task ReadsOnAsync()
    {
        var before = Readings();
        await Eventually.GetAsync(() => Task.FromResult(Readings()), now => now > before + 3, Patience, $"the sample reads on, after\n{_output.Tail}\n");
    }

    private int Readings() => _output.Lines.Select(line => Reading().Match(line)).Where(match => match.Success)
        .Select(match => int.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture)).LastOrDefault();

    [GeneratedRegex(@"^Reading (?<count>\d+): .+, extension \d+$")]
    private static partial Regex Reading();

    [GeneratedRegex(@"http://\S+/reconnect/\S+")]
    private static partial Regex Link();
}
