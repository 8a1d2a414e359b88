using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace RingCentral.Connect.Benchmarks.Servers;

/// <summary>
/// What servers are held against, bare Kestrel endpoints: one that parses a form as the simulator does and returns the same bytes; one that returns
/// given bytes; one that reads one row by its primary key before.
/// </summary>
internal static class BareServer
{
    public const string Command = "bare-server";

    /// <summary>GET returns what was PUT.</summary>
    public const string BytesPath = "/bytes";

    /// <summary>The same, after one point read; followed by the id.</summary>
    public const string RowPath = "/row";

    private static byte[] s_bytes = [];

    /// <summary>A recorded token reply of the simulator; only its length matters.</summary>
    public static readonly byte[] Body = Encoding.ASCII.GetBytes(
        """{"access_token":"U0lNMDFQMDFQQVMwMXxBUUFBQUFBQUFBQUFBQUFCQUFBQUFEaWUxcDNuMjFrcUtfNGdMUHRNdkd3bk1sZFV3NkIzVVQ3MlBiRlctOG9W","token_type":"bearer","expires_in":3599,"refresh_token":"U0lNMDFQMDFQQVMwMXxBZ0FBQUFBQUFBQUFBQUFCQUFBQUFIdTlMVnpPMFQyYkdzOWNjVmdNT3R4bnYxeHpYR0RudWZSaXExRmtndEQt","refresh_token_expires_in":604799,"scope":"ReadAccounts ReadCallLog","owner_id":"9000000001","endpoint_id":"paWlpYZ5xEHszGNSawaoaw","session_id":"AAAAACPcYeRJacb3zqMNzg"}""");

    /// <param name="database">Connection string; empty where no row is read.</param>
    public static async Task RunAsync(string database)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        var app = builder.Build();
        app.MapPost("/restapi/oauth/token", AnswerAsync);
        app.MapPut(BytesPath, async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            s_bytes = body.ToArray();
        });
        app.MapGet(BytesPath, (RequestDelegate)GiveAsync);
        if (database.Length > 0)
        {
            MapRow(app, NpgsqlDataSource.Create(database + ";Maximum Pool Size=20;Max Auto Prepare=20;No Reset On Close=true"));
        }

        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        await Console.Out.WriteLineAsync($"Bare server: {address}, ready");
        await app.WaitForShutdownAsync();
    }

    private static async Task AnswerAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var known = form.ContainsKey("refresh_token");
        http.Response.StatusCode = known ? 200 : 400;
        http.Response.ContentType = "application/json;charset=UTF-8";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentLanguage = "en";
        http.Response.Headers["rcrequestid"] = http.TraceIdentifier;
        http.Response.Headers["routingkey"] = "SIM01P01";
        http.Response.ContentLength = Body.Length;
        await http.Response.Body.WriteAsync(Body, http.RequestAborted);
    }

    /// <summary>The row of a session with its pair: what any reader of a token has to fetch.</summary>
    private static void MapRow(WebApplication app, NpgsqlDataSource database) => app.MapGet($"{RowPath}/{{id}}", (RequestDelegate)(async http =>
    {
        await using var command = database.CreateCommand("SELECT generation, hold_until, ciphertext FROM sessions WHERE connection_id = $1");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Guid.Parse((string)http.Request.RouteValues["id"]!) });
        await using var row = await command.ExecuteReaderAsync(http.RequestAborted);
        await row.ReadAsync(http.RequestAborted);
        http.Response.StatusCode = row.GetInt64(0) > 0 && row.GetDateTime(1) > default(DateTime) && row.GetFieldValue<byte[]>(2).Length > 0 ? 200 : 500;
        await GiveAsync(http);
    }));

    private static Task GiveAsync(HttpContext http)
    {
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.ContentLength = s_bytes.Length;
        return http.Response.Body.WriteAsync(s_bytes, http.RequestAborted).AsTask();
    }
}
