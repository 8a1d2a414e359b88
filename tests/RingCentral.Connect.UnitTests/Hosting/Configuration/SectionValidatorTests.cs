using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;
using RingCentral.Connect.Api.Tokens;
using RingCentral.Connect.Connecting;
using RingCentral.Connect.Hosting.Configuration;
using RingCentral.Connect.KeepAlive.Sweeping;
using RingCentral.Connect.RingCentralApi;
using RingCentral.Connect.Vault.Scheduling;
using Xunit;

namespace RingCentral.Connect.UnitTests.Hosting.Configuration;

/// <summary>Each message names the key, the value's fault and an example.</summary>
public sealed class SectionValidatorTests
{
    [Fact]
    public void Missing_client_id_is_named_with_an_example() =>
        Assert.Equal(
            ["RingCentral:ClientId is missing: set it to the client id of your app in RingCentral's developer console, for example RingCentral__ClientId=aBcD1234"],
            Failures(new RingCentralOptions()));

    [Fact]
    public void Server_without_TLS_is_named()
    {
        var options = new RingCentralOptions { ClientId = "id", ServerUrl = new Uri("http://platform.ringcentral.com"), Servers = { new Uri("http://other.example") } };

        var failures = Failures(options);

        Assert.Contains("RingCentral:ServerUrl 'http://platform.ringcentral.com/' must be an https address, or http on a loopback address, for example https://platform.ringcentral.com", failures);
        Assert.Contains(failures, failure => failure.StartsWith("RingCentral:Servers 'http://other.example/'", StringComparison.Ordinal));
    }

    [Fact]
    public void Lifetime_of_nothing_is_named() =>
        Assert.Equal(
            ["RingCentral:AccessTokenLifetime must be longer than nothing, for example 01:00:00"],
            Failures(new RingCentralOptions { ClientId = "id", AccessTokenLifetime = TimeSpan.Zero }));

    [Theory]
    [InlineData("http://connect.example.com")]
    [InlineData("https://connect.example.com/path")]
    [InlineData("https://connect.example.com/?q=1")]
    [InlineData("https://user@connect.example.com")]
    public void Public_address_that_is_no_origin_is_named(string address)
    {
        var failure = Assert.Single(Failures(new ConnectOptions { PublicUrl = new Uri(address) }));

        Assert.StartsWith("Connect:PublicUrl is 'http", failure, StringComparison.Ordinal);
        Assert.EndsWith("for example https://connect.example.com", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Keep_alive_settings_out_of_range_are_named()
    {
        Assert.StartsWith("KeepAlive:HoldMargin is -00:00:01, but cannot be negative", Assert.Single(Failures(new ScheduleOptions { HoldMargin = TimeSpan.FromSeconds(-1) })), StringComparison.Ordinal);
        Assert.StartsWith("KeepAlive:SweepInterval is 00:02:00, but must be between", Assert.Single(Failures(new SweepOptions { SweepInterval = TimeSpan.FromMinutes(2) })), StringComparison.Ordinal);
        Assert.Equal(["KeepAlive:Concurrency must be between 1 and 1024, for example 32"], Failures(new SweepOptions { Concurrency = 0 }));
        Assert.StartsWith("TokenApi:MaxWait is 00:03:00", Assert.Single(Failures(new TokenApiOptions { MaxWait = TimeSpan.FromMinutes(3) })), StringComparison.Ordinal);
    }

    [Fact]
    public void Defaults_are_valid()
    {
        Assert.Empty(Failures(new ScheduleOptions()));
        Assert.Empty(Failures(new SweepOptions()));
        Assert.Empty(Failures(new TokenApiOptions()));
        Assert.Empty(Failures(new ConnectOptions()));
        Assert.Empty(Failures(new RingCentralOptions { ClientId = "id" }));
    }

    [Fact]
    public void Options_of_others_are_not_ours_to_check() =>
        Assert.True(new SectionValidator<CookieAuthenticationOptions>().Validate(null, new CookieAuthenticationOptions()).Skipped);

    private static string[] Failures<TOptions>(TOptions options)
        where TOptions : class => [.. new SectionValidator<TOptions>().Validate(Options.DefaultName, options).Failures ?? []];
}
