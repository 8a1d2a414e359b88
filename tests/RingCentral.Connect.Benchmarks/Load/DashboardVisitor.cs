using System.Net;
using System.Text.RegularExpressions;

namespace RingCentral.Connect.Benchmarks.Load;

/// <summary>An administrator's browser, signed in by a one-time link.</summary>
internal sealed partial class DashboardVisitor : IDisposable
{
    private readonly HttpClient _http;

    private DashboardVisitor(Uri service) =>
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = service };

    /// <param name="service">The node.</param>
    /// <param name="link">What <c>admin sign-in-link</c> wrote.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<DashboardVisitor> SignInAsync(Uri service, Uri link, CancellationToken cancellationToken)
    {
        var visitor = new DashboardVisitor(service);
        var page = await visitor._http.GetStringAsync(link.AbsolutePath, cancellationToken);
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", FormToken().Match(page).Groups[1].Value)]);
        using var answer = await visitor._http.PostAsync(link.AbsolutePath, form, cancellationToken);
        return answer.StatusCode == HttpStatusCode.Redirect ? visitor : throw new InvalidOperationException($"The sign-in link was answered {(int)answer.StatusCode}.");
    }

    /// <summary>Reads a page to its end.</summary>
    public async Task ReadAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
        await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}
