using System.Net;
using RingCentral.Connect.IntegrationTests.Kit;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Fuzzing;

/// <summary>Spoiled callbacks, links and cookies over HTTP: a page that explains, and never a fault of the service.</summary>
public sealed class PageFuzzTests(LiveFixture fixture) : IClassFixture<LiveFixture>
{
    private const int Requests = 1_500;

    private static readonly string[] Paths =
    [
        "/callback/ringcentral?code=U0pDMDFQMDFQQVMwMXxBQUR&state=CfDJ8AAAAAAA&expires_in=60", "/callback/ringcentral?error=access_denied&error_description=denied&state=CfDJ8AAAAAAA",
        "/connect/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/start?lang=de", "/reconnect/CfDJ8AAAAAAAAAAAAA", "/problem/CfDJ8AAAAAAAAAAAAA", "/connections/me/CfDJ8AAAAAAAAAAAAA", "/mail/unsubscribe/CfDJ8AAAAAAAAA", "/connect/start?lang=%zz",
        "/admin/sign-in/AAAA?from=/admin", "/connections/me",
    ];

    private static readonly string[] Cookies = ["connect-person=CfDJ8AAAAAAAAAAAAAAAAAA", "connect-admin=CfDJ8AAAAAAAAAAAAAAAAAAAA", "connect-antiforgery=CfDJ8AAAA", ".AspNetCore.Correlation.abc=N"];

    [Fact]
    public async Task Nothing_that_a_browser_may_send_is_a_fault_of_the_service()
    {
        var seed = Random.Shared.Next();
        var mutator = new Mutator(seed);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = fixture.Node.Url, Timeout = TimeSpan.FromSeconds(20) };
        for (var count = 0; count < Requests; count++)
        {
            var path = Printable(mutator.NextText(Paths));
            if (!Uri.TryCreate(fixture.Node.Url, path.StartsWith('/') ? path : "/" + path, out var address) || address.Authority != fixture.Node.Url.Authority)
            {
                continue;
            }

            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.TryAddWithoutValidation("Cookie", Printable(mutator.NextText(Cookies)));
            using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.True(answer.StatusCode < HttpStatusCode.InternalServerError, $"Seed {seed}, request {count}: {(int)answer.StatusCode} {address}");
        }
    }

    /// <summary>What HTTP itself can carry in a line.</summary>
    private static string Printable(string text) => string.Concat(text.Where(character => character is > ' ' and < '\x7f').Take(4_000));
}
