using System.Net;
using System.Text.RegularExpressions;

namespace RingCentral.Simulator.Tests.Client;

/// <summary>A person at a browser: keeps cookies, sends the hidden fields of a page's form, follows no redirect.</summary>
internal sealed partial class Browser(Uri server) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = server };
    private string _page = "";

    public async Task<Answer> OpenAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await SendAsync(request);
    }

    /// <summary>Presses a button of the last page: the form's hidden fields go along.</summary>
    public async Task<Answer> PressAsync(string action, string name, string value)
    {
        var fields = HiddenPattern().Matches(_page).ToDictionary(match => match.Groups[1].Value, match => WebUtility.HtmlDecode(match.Groups[2].Value));
        fields[name] = value;
        using var request = new HttpRequestMessage(HttpMethod.Post, action) { Content = new FormUrlEncodedContent(fields) };
        return await SendAsync(request);
    }

    public void Dispose()
    {
        _http.Dispose();
    }

    private async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        request.Headers.Add("Accept", "text/html");
        var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        _page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new Answer(response.StatusCode, _page, response);
    }

    [GeneratedRegex("""<input type="hidden" name="([^"]*)" value="([^"]*)">""")]
    private static partial Regex HiddenPattern();
}
