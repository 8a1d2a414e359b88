using System.ComponentModel;
using Microsoft.Extensions.Configuration;
using RingCentral.Connect.Data.Secrets;
using Xunit;

namespace RingCentral.Connect.UnitTests.Data.Secrets;

public sealed class SecretConverterTests
{
    [Fact]
    public void Setting_is_bound_to_a_secret()
    {
        var options = Bind("hunter2");

        Assert.Equal("hunter2", options.Password?.Reveal());
    }

    [Fact]
    public void Empty_setting_is_not_set() => Assert.Null(Bind("").Password);

    private static Options Bind(string value) => new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?> { ["Password"] = value })
        .Build()
        .Get<Options>() ?? new Options();

    private sealed class Options
    {
        public Password? Password { get; set; }
    }

    [TypeConverter(typeof(SecretConverter<Password>))]
    private sealed class Password(string value) : Secret(value);
}
