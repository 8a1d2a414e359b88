using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RingCentral.Connect.Client;
using Xunit;

namespace RingCentral.Connect.ClientTests.Options;

public sealed class RingCentralConnectOptionsTests
{
    private const string Key = "rcc_do-not-print-me";

    [Fact]
    public void Configuration_is_bound_and_the_key_prints_as_asterisks()
    {
        var options = Bind(new()
        {
            ["Address"] = "https://connect.example.com",
            ["ApiKey"] = Key,
            ["Patience"] = "00:00:05",
            ["AdditionalOrigins:0"] = "https://media.ringcentral.com",
        });

        Assert.Equal((Key, "***"), (options.ApiKey!.Reveal(), options.ApiKey.ToString()));
        Assert.Equal(TimeSpan.FromSeconds(5), options.Patience);
        Assert.Equal([new Uri("https://media.ringcentral.com")], options.AdditionalOrigins);
    }

    [Theory]
    [InlineData("Address", null, "Address is missing")]
    [InlineData("Address", "http://connect.example.com", "https address")]
    [InlineData("Address", "/connect", "https address")]
    [InlineData("Address", "ftp://127.0.0.1", "https address")]
    [InlineData("ApiKey", "", "ApiKey is missing")]
    [InlineData("Patience", "01:00:00", "Patience is 01:00:00")]
    [InlineData("RequestTimeout", "00:00:00", "RequestTimeout is 00:00:00")]
    [InlineData("SafetyMargin", "-00:00:01", "SafetyMargin is -00:00:01")]
    [InlineData("AdditionalOrigins:0", "http://media.ringcentral.com", "AdditionalOrigins holds http://media.ringcentral.com")]
    public void Setting_that_cannot_be_meant_is_named(string name, string? value, string message)
    {
        var settings = new Dictionary<string, string?> { ["Address"] = "http://127.0.0.1:5080", ["ApiKey"] = Key, [name] = value };

        var fault = Assert.Throws<OptionsValidationException>(() => Bind(settings));

        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, fault.ToString(), StringComparison.Ordinal);
    }

    private static RingCentralConnectOptions Bind(Dictionary<string, string?> settings)
    {
        var services = new ServiceCollection();
        services.AddRingCentralConnect(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<RingCentralConnectOptions>>().Value;
    }
}
