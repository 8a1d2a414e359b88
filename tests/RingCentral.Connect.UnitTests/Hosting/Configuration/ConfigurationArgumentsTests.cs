using RingCentral.Connect.Hosting.Configuration;
using Xunit;

namespace RingCentral.Connect.UnitTests.Hosting.Configuration;

public sealed class ConfigurationArgumentsTests
{
    [Theory]
    [InlineData("serve --no-jobs", "", "serve --no-jobs")]
    [InlineData("--KeepAlive:Mode=Warm serve", "--KeepAlive:Mode=Warm", "serve")]
    [InlineData("serve --KeepAlive:Mode Warm", "--KeepAlive:Mode Warm", "serve")]
    [InlineData("--urls http://127.0.0.1:5080 migrate", "--urls http://127.0.0.1:5080", "migrate")]
    [InlineData("--URLS=http://127.0.0.1:5080", "--URLS=http://127.0.0.1:5080", "")]
    [InlineData("--environment Production serve", "--environment Production", "serve")]
    [InlineData("api-keys create --name a:b --scopes tokens:read", "", "api-keys create --name a:b --scopes tokens:read")]
    [InlineData("serve --url http://127.0.0.1", "", "serve --url http://127.0.0.1")]
    [InlineData("serve --RingCentral:ClientId", "--RingCentral:ClientId", "serve")]
    [InlineData("", "", "")]
    public void Settings_are_told_from_the_commands_own_words(string line, string settings, string words)
    {
        var split = ConfigurationArguments.Split(Words(line));

        Assert.Equal(Words(settings), split.Settings);
        Assert.Equal(Words(words), split.Words);
    }

    [Fact]
    public void Setting_with_a_value_in_it_does_not_swallow_the_next_word()
    {
        var split = ConfigurationArguments.Split(["--RingCentral:ClientSecret=a=b", "serve"]);

        Assert.Equal(["--RingCentral:ClientSecret=a=b"], split.Settings);
        Assert.Equal(["serve"], split.Words);
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
