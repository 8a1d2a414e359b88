using System.Globalization;
using System.Text.Json;
using RingCentral.Connect.Hosting.KeyRing;
using RingCentral.Connect.Hosting.KeyRing.Nodes;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.Sandbox.Mail;
using RingCentral.Connect.Sandbox.Postgres;
using RingCentral.Connect.TestKit.Postgres;
using RingCentral.Connect.TestKit.Programs;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Hosting.Doctor;

/// <summary>The command as an operator runs it, against a real PostgreSQL and the simulator.</summary>
public sealed class DoctorRoundsTests(LiveFixture fixture, PostgresFixture postgres) : IClassFixture<LiveFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_wrong_with_an_installation_as_it_should_be()
    {
        var folder = Directory.CreateTempSubdirectory("ringcentral-connect-doctor-").FullName;
        await using var cluster = await PostgresCluster.StartAsync(new PostgresClusterOptions { Folder = folder, Throwaway = true }, Cancelled);
        using var certificate = new KeyRingCertificateFile("key ring");
        await using var mail = MailServer.Start(new MailServerOptions(), _ => Task.CompletedTask);
        var settings = Settings(
            ("DataProtection__Certificates__0__Path", certificate.Path),
            ("Smtp__Host", "127.0.0.1"), ("Smtp__Port", mail.Port.ToString(CultureInfo.InvariantCulture)), ("Smtp__Security", "None"), ("Smtp__From", "connections@fernway.example"),
            ("Branding__AppName", "Fernway Desk")) with
        { ConnectionString = await cluster.EnsureDatabaseAsync("connect", Cancelled) };
        Assert.True((await settings.RunTextAsync("migrate")).Succeeded);

        var (exit, report) = await settings.RunJsonAsync("doctor");

        Assert.True(exit == 0, report.ToString());
        Assert.True(report.GetProperty("ok").GetBoolean());
        foreach (var check in new[] { "configuration", "database", "migrations", "notices", "durability", "time_zone", "key_ring", "reachability", "clock", "client_credentials", "redirect_uri", "mail" })
        {
            Assert.All(Of(report, check), finding => Assert.Equal("ok", finding.Level));
        }

        // Neither can be otherwise on a server that stands alone and has seen nobody sign in; the certificate of this test ends within 30 days.
        Assert.Equal("warning", Assert.Single(Of(report, "standbys")).Level);
        Assert.Equal("unproven", Assert.Single(Of(report, "refresh_tokens")).Level);
        Assert.Contains(certificate.Thumbprint, Assert.Single(Of(report, "certificates")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RingCentral__ClientSecret", "another", "client_credentials", "OAU-146", "RingCentral:ClientSecret")]
    [InlineData("RingCentral__ClientId", "another", "client_credentials", "OAU-153", "RingCentral:ClientId")]
    [InlineData("Connect__PublicUrl", "https://connect.example", "redirect_uri", "https://connect.example/callback/ringcentral", "redirect URI")]
    public async Task Fault_of_the_app_registration_is_told_with_the_setting_to_change(string key, string value, string check, string seen, string advice)
    {
        var (exit, report) = await Settings((key, value)).RunJsonAsync("doctor");

        Assert.Equal(1, exit);
        var finding = Assert.Single(Of(report, check));
        Assert.Equal("wrong", finding.Level);
        Assert.Contains(seen, finding.Message, StringComparison.Ordinal);
        Assert.Contains(advice, finding.Advice, StringComparison.Ordinal);
        Assert.DoesNotContain("sandbox-secret", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_that_may_lose_commits_and_mail_that_cannot_be_sent_are_found()
    {
        // The server of these tests runs without fsync.
        var result = await Settings(("Smtp__Host", "127.0.0.1"), ("Smtp__Port", "9"), ("Smtp__Security", "None"), ("Smtp__From", "connections@fernway.example"), ("Branding__AppName", "Fernway Desk"))
            .RunTextAsync("doctor");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("wrong     durability: fsync is off", result.Output, StringComparison.Ordinal);
        Assert.Contains("Set fsync = on in postgresql.conf.", result.Output, StringComparison.Ordinal);
        Assert.Contains("wrong     mail: Mail cannot be sent: the mail server cannot be reached", result.Output, StringComparison.Ordinal);
        Assert.Contains("ok        client_credentials:", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("Something is wrong.\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refresh_tokens_are_proven_by_the_latest_connection()
    {
        var id = await fixture.Node.AddAsync((_, session) => session.AuthorizedAt = fixture.Node.Now);
        Assert.Equal("ok", Assert.Single(Of((await Settings().RunJsonAsync("doctor")).Result, "refresh_tokens")).Level);

        await fixture.Node.ChangeAsync(id, session => session.RefreshExpiresAt = null);

        var finding = Assert.Single(Of((await Settings().RunJsonAsync("doctor")).Result, "refresh_tokens"));
        Assert.Equal("wrong", finding.Level);
        Assert.Contains("Issue refresh tokens", finding.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_asked_is_not_called_wrong()
    {
        var withoutRingCentral = (await (Settings() with { RingCentralUrl = VaultFixture.Nowhere }).RunJsonAsync("doctor")).Result;
        var (exit, withoutDatabase) = await (Settings() with { ConnectionString = "Host=127.0.0.1;Port=9;Username=nobody;Database=none" }).RunJsonAsync("doctor");

        Assert.Equal("wrong", Assert.Single(Of(withoutRingCentral, "reachability")).Level);
        Assert.Equal("unproven", Assert.Single(Of(withoutRingCentral, "client_credentials")).Level);
        Assert.Equal(1, exit);
        Assert.Equal("wrong", Assert.Single(Of(withoutDatabase, "database")).Level);
        Assert.Equal("unproven", Assert.Single(Of(withoutDatabase, "client_credentials")).Level);
        Assert.Equal("ok", Assert.Single(Of(withoutDatabase, "reachability")).Level);
    }

    [Fact]
    public async Task Empty_database_and_missing_settings_are_told_by_name()
    {
        await using var empty = await postgres.CreateDatabaseAsync(Cancelled);
        var unmigrated = (await (Settings() with { ConnectionString = empty.ConnectionString }).RunJsonAsync("doctor")).Result;
        var withoutId = (await Settings(("RingCentral__ClientId", "")).RunJsonAsync("doctor")).Result;
        var (exit, unprotected) = await (Settings() with { Environment = "Production" }).RunJsonAsync("doctor");

        Assert.Contains("Run the command migrate.", Assert.Single(Of(unmigrated, "migrations")).Advice, StringComparison.Ordinal);
        Assert.Contains(Of(withoutId, "configuration"), finding => finding.Level == "wrong" && finding.Message.StartsWith("RingCentral:ClientId", StringComparison.Ordinal));
        Assert.Equal(1, exit);
        Assert.Contains("DataProtection:Certificates is missing", Assert.Single(Of(unprotected, "configuration")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_that_no_certificate_here_opens_are_found()
    {
        using var theirs = new KeyRingCertificateFile("theirs");
        using var ours = new KeyRingCertificateFile("ours");
        await using var scene = await KeyRingScene.SetAsync(postgres);
        var node = await scene.NodeAsync(KeyRingCertificateFile.Settings(theirs));
        await node.Get<KeyRingWrapping>().RunAsync(Consent.EverybodyWrapsByIt, Cancelled);

        var (exit, report) = await (Settings(("DataProtection__Certificates__0__Path", ours.Path)) with { ConnectionString = scene.Database.ConnectionString }).RunJsonAsync("doctor");

        Assert.Equal(1, exit);
        Assert.Contains(Of(report, "key_ring"), finding => finding.Message == "1 keys do not open here." && finding.Level == "wrong");
    }

    private ServiceSettings Settings(params (string Name, string Value)[] variables) => new()
    {
        ConnectionString = fixture.Database.ConnectionString,
        RingCentralUrl = fixture.RingCentral,
        Variables = variables.ToDictionary(variable => variable.Name, variable => variable.Value),
    };

    private static IReadOnlyList<Told> Of(JsonElement report, string check) =>
    [
        .. report.GetProperty("findings").EnumerateArray().Where(finding => finding.GetProperty("check").GetString() == check)
            .Select(finding => new Told(finding.GetProperty("level").GetString()!, finding.GetProperty("message").GetString()!, finding.GetProperty("advice").GetString() ?? "")),
    ];

    private sealed record Told(string Level, string Message, string Advice);
}
