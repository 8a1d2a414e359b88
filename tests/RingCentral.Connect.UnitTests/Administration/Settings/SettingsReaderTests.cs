using Microsoft.Extensions.Configuration;
using RingCentral.Connect.Administration.Settings;
using Xunit;

namespace RingCentral.Connect.UnitTests.Administration.Settings;

public sealed class SettingsReaderTests
{
    [Fact]
    public void Value_comes_from_the_last_place_that_has_it()
    {
        using var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection([new("TokenApi:MaxWait", "00:00:05"), new("RingCentral:Servers:0", "https://a.example"), new("Smtp:Password", "hidden")]);
        configuration.AddCommandLine(["--TokenApi:MaxWait=00:00:07", "--DataProtection:Certificates:0:Path=a.pfx", "--DataProtection:Certificates:0:Password=hidden"]);

        var settings = new SettingsReader(configuration).Read().ToDictionary(setting => setting.Key, setting => (setting.Value, setting.Source));

        Assert.Equal(("00:00:07", "command line"), settings["TokenApi:MaxWait"]);
        Assert.Equal(("https://a.example", "the host"), settings["RingCentral:Servers"]);
        Assert.Equal(("set", "the host"), settings["Smtp:Password"]);
        Assert.Equal(("a.pfx", "command line"), settings["DataProtection:Certificates:0:Path"]);
        Assert.Equal(("set", "command line"), settings["DataProtection:Certificates:0:Password"]);
        Assert.Equal(("00:10:00", "default"), settings["KeepAlive:HoldMargin"]);
        Assert.Equal(("not set", "default"), settings["ConnectionStrings:Connect"]);
        Assert.DoesNotContain(settings.Values, setting => setting.Value.Contains("hidden", StringComparison.Ordinal));
    }

    [Fact]
    public void Certificate_that_is_given_as_text_is_not_shown()
    {
        using var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection([new("DataProtection:Certificates:0:Path", "-----BEGIN CERTIFICATE-----\nMII"), new("DataProtection:Certificates:0:KeyPath", " -----BEGIN PRIVATE KEY-----")]);

        var settings = new SettingsReader(configuration).Read().ToDictionary(setting => setting.Key, setting => setting.Value);

        Assert.Equal(("set", "set"), (settings["DataProtection:Certificates:0:Path"], settings["DataProtection:Certificates:0:KeyPath"]));
    }

    [Fact]
    public void File_is_named()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "appsettings.json"), """{"Retention":{"Audit":"30.00:00:00"}}""");
            using var configuration = new ConfigurationManager();
            configuration.SetBasePath(folder.FullName).AddJsonFile("appsettings.json");

            var setting = new SettingsReader(configuration).Read().Single(setting => setting.Key == "Retention:Audit");

            Assert.Equal(("30.00:00:00", "appsettings.json", false, "Retention"), (setting.Value, setting.Source, setting.IsDefault, setting.Section));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Every_section_of_the_service_is_there() =>
        Assert.Superset(
            new HashSet<string> { "Administration", "Branding", "Connect", "ConnectionStrings", "DataProtection", "Host", "KeepAlive", "Retention", "RingCentral", "Smtp", "TokenApi", "Webhooks" },
            ReadSections());

    private static HashSet<string> ReadSections()
    {
        using var configuration = new ConfigurationManager();
        return [.. new SettingsReader(configuration).Read().Select(setting => setting.Section)];
    }
}
