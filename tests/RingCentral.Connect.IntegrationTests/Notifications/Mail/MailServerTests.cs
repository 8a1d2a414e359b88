using System.Diagnostics;
using RingCentral.Connect.Data.Events;
using RingCentral.Connect.Data.Mails;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.Sandbox.Mail;
using RingCentral.Connect.TestKit.Postgres;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Notifications.Mail;

/// <summary>Mail servers as they are: with TLS, away, slow, in a bad mood.</summary>
public sealed class MailServerTests(PostgresFixture postgres)
{
    [Theory]
    [InlineData(MailServerSecurity.StartTls)]
    [InlineData(MailServerSecurity.Tls)]
    public async Task Mail_goes_over_TLS_to_a_server_that_is_trusted(MailServerSecurity security)
    {
        using var certificate = new SelfSignedCertificate();
        var options = new MailServerOptions { Security = security, Certificate = certificate.Certificate, Account = ("connect", "s3cret") };
        await using var scene = await MailScene.StartAsync(
            postgres, options, $"--Smtp:Security={security}", $"--Smtp:TrustedCertificate={certificate.Path}", "--Smtp:UserName=connect", "--Smtp:Password=s3cret");
        await scene.FlagAsync();

        await scene.RunAsync();

        Assert.Single(scene.Inbox);
    }

    [Theory]
    [InlineData(MailServerSecurity.StartTls)]
    [InlineData(MailServerSecurity.Tls)]
    public async Task A_certificate_that_nobody_trusts_is_refused_and_the_mail_waits(MailServerSecurity security)
    {
        using var certificate = new SelfSignedCertificate();
        var options = new MailServerOptions { Security = security, Certificate = certificate.Certificate };
        await using var scene = await MailScene.StartAsync(postgres, options, $"--Smtp:Security={security}");
        await scene.FlagAsync();

        await scene.RunAsync();

        await WaitsAsync(scene, "certificate is not trusted");
    }

    [Fact]
    public async Task A_trusted_certificate_of_another_name_is_refused()
    {
        using var certificate = new SelfSignedCertificate("mail.example.com");
        var options = new MailServerOptions { Security = MailServerSecurity.StartTls, Certificate = certificate.Certificate };
        await using var scene = await MailScene.StartAsync(postgres, options, "--Smtp:Security=StartTls", $"--Smtp:TrustedCertificate={certificate.Path}");
        await scene.FlagAsync();

        await scene.RunAsync();

        await WaitsAsync(scene, "does not name it");
    }

    [Fact]
    public async Task Nothing_is_sent_in_clear_where_the_server_offers_no_TLS()
    {
        await using var scene = await MailScene.StartAsync(postgres, new MailServerOptions(), "--Smtp:Security=StartTls");
        await scene.FlagAsync();

        await scene.RunAsync();

        await WaitsAsync(scene, "STARTTLS");
    }

    [Fact]
    public async Task A_wrong_password_holds_mail_up_and_loses_none()
    {
        await using var scene = await MailScene.StartAsync(
            postgres, new MailServerOptions { Account = ("connect", "s3cret") }, "--Smtp:UserName=connect", "--Smtp:Password=wr0ng");
        await scene.FlagAsync();

        await scene.RunAsync();

        await WaitsAsync(scene, "refuses user name or password");
        Assert.DoesNotContain(await scene.RowsAsync(), row => row.LastError?.Contains("wr0ng", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task A_server_that_is_away_gets_each_mail_once_when_it_is_back()
    {
        await using var scene = await MailScene.StartAsync(postgres);
        await scene.StopServerAsync();
        await scene.FlagAsync("amara@example.com");
        await scene.FlagAsync("tomas@example.com");
        await scene.RunAsync();
        await WaitsAsync(scene, "cannot be reached");

        scene.StartServer(new MailServerOptions { Port = scene.Server.Port });
        await scene.SendAsync();
        Assert.Empty(scene.Inbox);
        await scene.PassAsync(TimeSpan.FromSeconds(30));
        await scene.SendAsync();
        await scene.PassAsync(TimeSpan.FromHours(1));
        await scene.SendAsync();

        Assert.Equal(2, scene.Inbox.Count);
        Assert.Equal(2, scene.Inbox.Select(mail => mail.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task A_slow_server_takes_up_no_more_time_than_it_may()
    {
        var hurried = new TaskCompletionSource();
        await using var scene = await MailScene.StartAsync(postgres, new MailServerOptions { Hesitate = hurried.Task.WaitAsync }, "--Smtp:Timeout=00:00:01");
        await scene.FlagAsync();
        var watch = Stopwatch.StartNew();

        await scene.RunAsync();

        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(10));
        await WaitsAsync(scene, "took too long");
        hurried.SetResult();
        await scene.PassAsync(TimeSpan.FromMinutes(1));
        await scene.SendAsync();
        Assert.Single(scene.Inbox);
    }

    [Theory]
    [InlineData("RCPT", "450 4.2.0 greylisted, come back later")]
    [InlineData(".", "451 4.3.0 local trouble")]
    public async Task A_refusal_for_the_moment_is_tried_again_and_stops_nobody_else(string at, string answer)
    {
        var refusals = 0;
        var options = new MailServerOptions { Refuse = command => command.StartsWith(at, StringComparison.Ordinal) && refusals++ == 0 ? answer : null };
        await using var scene = await MailScene.StartAsync(postgres, options);
        await scene.FlagAsync("amara@example.com");
        await scene.FlagAsync("tomas@example.com");

        await scene.RunAsync();

        Assert.Single(scene.Inbox);
        await scene.PassAsync(TimeSpan.FromMinutes(2));
        await scene.SendAsync();
        Assert.Equal(2, scene.Inbox.Count);
    }

    [Fact]
    public async Task A_refusal_for_good_is_written_into_the_history()
    {
        var options = new MailServerOptions { Refuse = command => command.Contains("amara", StringComparison.Ordinal) ? "550 5.1.1 no such user" : null };
        await using var scene = await MailScene.StartAsync(postgres, options);
        var id = await scene.FlagAsync("amara@example.com");
        await scene.FlagAsync("tomas@example.com");

        await scene.RunAsync();
        await scene.PassAsync(TimeSpan.FromHours(2));
        await scene.SendAsync();

        Assert.Single(scene.Inbox);
        var failed = Assert.Single(await scene.RowsAsync(), row => row.State == MailState.Failed);
        Assert.StartsWith("550 ", failed.LastError, StringComparison.Ordinal);
        Assert.Equal(EventTypes.MailFailed, (await scene.Node.EventsAsync(id))[^1].Type);
    }

    [Fact]
    public async Task A_batch_goes_over_one_connection()
    {
        await using var scene = await MailScene.StartAsync(postgres);
        for (var i = 0; i < 15; i++)
        {
            await scene.FlagAsync($"person{i}@example.com");
        }

        await scene.RunAsync();

        Assert.Equal(15, scene.Inbox.Count);
        Assert.Equal(1, scene.Server.Connections);
    }

    private static async Task WaitsAsync(MailScene scene, string why)
    {
        Assert.Empty(scene.Inbox);
        var rows = (await scene.RowsAsync()).Where(row => row.Kind == MailKind.ReauthorizationRequired).ToList();
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Equal(MailState.Pending, row.State));
        Assert.All(rows, row => Assert.Contains(why, row.LastError, StringComparison.Ordinal));
    }
}
