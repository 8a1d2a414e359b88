using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using RingCentral.Connect.Notifications.Mail;
using Xunit;

namespace RingCentral.Connect.UnitTests.Notifications.Mail;

public sealed class SmtpOptionsTests
{
    [Fact]
    public void Without_a_host_nothing_is_asked_for()
    {
        Assert.Empty(Faults(""));
        Assert.False(Bind("").IsOn);
    }

    [Theory]
    [InlineData("Host=mail.example.com;From=a@example.com")]
    [InlineData("Host=mail.example.com;From=a@example.com;UserName=u;Password=p;Security=Tls")]
    [InlineData("Host=127.0.0.1;From=a@example.com;Security=None")]
    [InlineData("Host=localhost;From=a@example.com;Security=None;UserName=u;Password=p")]
    [InlineData("Host=relay;From=a@example.com;Security=None;AllowUnencrypted=true")]
    public void What_is_complete_and_safe_passes(string settings) => Assert.Empty(Faults(settings));

    [Theory]
    [InlineData("Host=mail.example.com", nameof(SmtpOptions.From))]
    [InlineData("Host=mail.example.com;From=nobody", nameof(SmtpOptions.From))]
    [InlineData("Host=mail.example.com;From=a@example.com;UserName=u", nameof(SmtpOptions.Password))]
    [InlineData("Host=mail.example.com;From=a@example.com;Password=p", nameof(SmtpOptions.UserName))]
    [InlineData("Host=mail.example.com;From=a@example.com;Security=None", nameof(SmtpOptions.Security))]
    [InlineData("Host=relay;From=a@example.com;Security=None;AllowUnencrypted=true;UserName=u;Password=p", nameof(SmtpOptions.Security))]
    [InlineData("Host=mail.example.com;From=a@example.com;Port=0", nameof(SmtpOptions.Port))]
    [InlineData("Host=mail.example.com;From=a@example.com;Timeout=00:00:00", nameof(SmtpOptions.Timeout))]
    [InlineData("Host=mail.example.com;From=a@example.com;TrustedCertificate=/nowhere.pem", nameof(SmtpOptions.TrustedCertificate))]
    public void What_is_missing_or_unsafe_is_named(string settings, string member) => Assert.Equal([member], Assert.Single(Faults(settings)).MemberNames);

    [Theory]
    [InlineData("", 587)]
    [InlineData("Security=Tls", 465)]
    [InlineData("Security=None", 25)]
    [InlineData("Security=None;Port=2525", 2525)]
    public void The_usual_port_is_taken_where_none_is_set(string settings, int port) => Assert.Equal(port, Bind(settings).PortOrUsual);

    [Fact]
    public void The_password_does_not_print() => Assert.Equal("***", $"{Bind("Password=s3cret").Password}");

    private static List<ValidationResult> Faults(string settings)
    {
        var options = Bind(settings);
        var faults = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true);
        return faults;
    }

    private static SmtpOptions Bind(string settings)
    {
        var pairs = settings.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => (string?)pair[1]);
        return new ConfigurationBuilder().AddInMemoryCollection(pairs).Build().Get<SmtpOptions>() ?? new SmtpOptions();
    }
}
