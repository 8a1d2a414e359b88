using System.ComponentModel.DataAnnotations;
using RingCentral.Connect.Connecting.Branding;
using Xunit;

namespace RingCentral.Connect.UnitTests.Connecting.Branding;

public sealed class BrandingOptionsTests
{
    [Fact]
    public void Brand_that_can_be_shown_is_taken() => Assert.Empty(Faults(new BrandingOptions
    {
        AppName = "Fernway Desk",
        Accent = "#2b468f",
        AccentDark = "#a9bcf5",
        Support = "help@fernway.example.com",
        PrivacyUrl = new Uri("https://fernway.example.com/privacy"),
    }));

    [Fact]
    public void What_cannot_be_shown_is_named()
    {
        Assert.Equal(["Accent"], Faults(new BrandingOptions { Accent = "#ffff00" }));
        Assert.Equal(["Accent"], Faults(new BrandingOptions { Accent = "blue" }));
        Assert.Equal(["AccentDark"], Faults(new BrandingOptions { Accent = "#2b468f", AccentDark = "#2b468f" }));
        Assert.Equal(["AccentDark"], Faults(new BrandingOptions { AccentDark = "#a9bcf5" }));
        Assert.Equal(["AppName"], Faults(new BrandingOptions { AppName = "" }));
        Assert.Equal(["Support"], Faults(new BrandingOptions { Support = "javascript://alert(1)" }));
        Assert.Equal(["Support"], Faults(new BrandingOptions { Support = "nobody" }));
        Assert.Equal(["AppUrl"], Faults(new BrandingOptions { AppUrl = new Uri("http://app.example.com") }));
        Assert.Equal(["LogoFile"], Faults(new BrandingOptions { LogoFile = "/nowhere/logo.svg" }));
    }

    private static List<string> Faults(BrandingOptions options)
    {
        var faults = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true);
        return [.. faults.SelectMany(fault => fault.MemberNames)];
    }
}
