using System.Net.Http.Headers;
using System.Text.Json;

// The address of RingCentral Connect and a key with the scope connect-sessions:write; the key stays here, in the server.
var connect = new Uri(Environment.GetEnvironmentVariable("CONNECT") ?? "http://127.0.0.1:5080");
var key = Environment.GetEnvironmentVariable("API_KEY") ?? throw new InvalidOperationException("Set API_KEY to a key with the scope connect-sessions:write.");

var app = WebApplication.Create(args);
using var http = new HttpClient { BaseAddress = new Uri(connect, "/api/v1/") };
http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);

app.MapGet("/", async () => Results.Content(
    (await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "page.html"))).Replace("{{connect}}", connect.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal), "text/html"));
app.MapGet("/page.js", () => Results.File(Path.Combine(AppContext.BaseDirectory, "page.js"), "text/javascript"));

// A real app takes the user from its own sign-in, never from the browser.
app.MapPost("/connect", async () =>
{
    using var answer = await http.PostAsJsonAsync("connect-sessions", new { external_id = "sample-user" });
    using var session = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
    return answer.IsSuccessStatusCode
        ? Results.Json(new { connect_url = session.RootElement.GetProperty("connect_url").GetString() })
        : Results.Problem(session.RootElement.GetProperty("detail").GetString(), statusCode: StatusCodes.Status502BadGateway);
});
await app.RunAsync();
