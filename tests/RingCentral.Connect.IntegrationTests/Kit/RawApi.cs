using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Kit;

/// <summary>One answer with its headers.</summary>
internal sealed record RawAnswer(HttpResponseMessage Response, string Text)
{
    public int Status => (int)Response.StatusCode;

    public JsonElement Json => JsonElement.Parse(Text);

    public string? Header(string name) => Response.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;

    /// <summary>Holds what every answer of the API must have, and every problem.</summary>
    public RawAnswer MustBe(int status, string? code = null)
    {
        Assert.True(Status == status, $"Expected {status}: {Status} {Text}");
        Assert.Contains("no-store", Header("Cache-Control"), StringComparison.Ordinal);
        Assert.Equal("nosniff", Header("X-Content-Type-Options"));
        if (code is not null)
        {
            Assert.Equal("application/problem+json", Response.Content.Headers.ContentType?.MediaType);
            Assert.Equal((code, status), (Json.GetProperty("code").GetString(), Json.GetProperty("status").GetInt32()));
            Assert.All(["title", "detail", "reference"], member => Assert.NotEmpty(Json.GetProperty(member).GetString()!));
        }

        return this;
    }

    /// <summary>A request that is not valid, with what is wrong by field.</summary>
    public void MustBeInvalid(string field)
    {
        MustBe(400, "validation_failed");
        Assert.Contains(field, Json.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }
}

/// <summary>Requests of every shape, for what a well-behaved client would not send.</summary>
internal sealed class RawApi(Uri service) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = new Uri(service, "api/v1/") };

    public string? Authorization { get; set; }

    public async Task<RawAnswer> SendAsync(HttpMethod method, string path, string? body = null, string type = "application/json", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        }

        if (Authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", Authorization);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return new RawAnswer(response, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public Task<RawAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<RawAnswer> PatchAsync(string path, string body, string? ifMatch = null) => SendAsync(HttpMethod.Patch, path, body, "application/merge-patch+json", ifMatch is null ? [] : [("If-Match", ifMatch)]);

    public void Dispose() => _http.Dispose();
}
