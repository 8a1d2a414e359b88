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

namespace RingCentral.Connect.Benchmarks.Servers;

/// <summary>What the simulator is held against: a bare Kestrel endpoint that parses the same form and returns the same bytes.</summary>
internal static class BareServer
{
    public const string Command = "bare-server";

    /// <summary>A recorded token reply of the simulator; only its length matters.</summary>
    public static readonly byte[] Body = Encoding.ASCII.GetBytes(
        """{"access_token":"U0lNMDFQMDFQQVMwMXxBUUFBQUFBQUFBQUFBQUFCQUFBQUFEaWUxcDNuMjFrcUtfNGdMUHRNdkd3bk1sZFV3NkIzVVQ3MlBiRlctOG9W","token_type":"bearer","expires_in":3599,"refresh_token":"U0lNMDFQMDFQQVMwMXxBZ0FBQUFBQUFBQUFBQUFCQUFBQUFIdTlMVnpPMFQyYkdzOWNjVmdNT3R4bnYxeHpYR0RudWZSaXExRmtndEQt","refresh_token_expires_in":604799,"scope":"ReadAccounts ReadCallLog","owner_id":"9000000001","endpoint_id":"paWlpYZ5xEHszGNSawaoaw","session_id":"AAAAACPcYeRJacb3zqMNzg"}""");

    public static async Task RunAsync()
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
}
