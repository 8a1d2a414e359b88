using RingCentral.Connect.Administration.Sessions;
using Xunit;

namespace RingCentral.Connect.UnitTests.Administration.Sessions;

public sealed class BrowsersTests
{
    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/149.0.0.0 Safari/537.36", "Chrome on Windows")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/149.0.0.0 Safari/537.36 Edg/149.0.0.0", "Edge on Windows")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0", "Firefox on Linux")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/605.1.15", "Safari on macOS")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/149.0 Mobile/15E148 Safari/604.1", "Chrome on iPhone")]
    [InlineData("Something/1.0 (Android)", "A browser on Android")]
    [InlineData("curl/8.5.0", "curl")]
    [InlineData("", null)]
    [InlineData("<script>", null)]
    public void Header_is_told_in_two_words(string header, string? words) => Assert.Equal(words, Browsers.Describe(header));
}
