using System.Globalization;
using System.Net;
using Microsoft.Playwright;
using RingCentral.Connect.EndToEndTests.Sandboxes;
using RingCentral.Connect.Sandbox.Processes;
using RingCentral.Connect.TestKit.Api;
using RingCentral.Connect.TestKit.Browsing;
using RingCentral.Connect.TestKit.Browsing.Pages;
using RingCentral.Connect.TestKit.Programs;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.EndToEndTests.Pictures;

/// <summary>
/// A sandbox in which a few things have gone wrong, as the README shows it. The pictures lie under <c>artifacts/pictures</c>; <c>docs/images/make.sh</c> takes them from
/// there.
/// </summary>
public sealed class ReadmePictureTests(BrowserFixture browser) : BrowserTest(browser)
{
    private const int Fleet = 60;

    [Fact]
    public async Task Overview_tells_what_is_the_matter_and_one_connection_how_it_stands()
    {
        using var folder = new SandboxFolder();
        await using var sandbox = await SandboxProcess.StartAsync(folder.Path, new Dictionary<string, string> { ["Branding__AppName"] = "Fernway Desk" });
        var lines = await sandbox.Simulator.SeedAsync(Fleet);
        var ids = await sandbox.Api.ImportedIdsAsync(lines);
        IReadOnlyList<string> owners = [.. lines.Select(line => Connections.Member(line, "owner_id"))];
        var wren = await new ConnectPages(Person).ConnectAsync(sandbox.Pages, People.Wren);
        foreach (var id in ids.Append(wren))
        {
            await RotateAsync(sandbox, id);
            (await sandbox.Api.GetTokenAsync(id)).MustBe(HttpStatusCode.OK);
        }

        await HappenAsync(sandbox, ids, owners, wren);
        await new AdminPages(Person, sandbox.Pages).SignInAsync(sandbox.SignInLink);
        await Eventually.TrueAsync(() => ShowsAsync(sandbox), TimeSpan.FromMinutes(1), "the overview has counted them");

        await PictureAsync("overview", 1460);
        await Person.OpenAsync(new Uri(sandbox.Pages, $"/admin/connections/{wren}"));
        Assert.Contains("Your connection works, but your company ends every RingCentral sign-in", await Person.Find("sentence").TextContentAsync() ?? "", StringComparison.Ordinal);
        await PictureAsync("connection", 1320);
    }

    /// <summary>Three must sign in again, two are switched off, one has left, and the company of one ends every sign-in after a while.</summary>
    private static async Task HappenAsync(SandboxProcess sandbox, IReadOnlyList<string> ids, IReadOnlyList<string> owners, string wren)
    {
        foreach (var (at, action) in new[] { (3, "change-password"), (17, "end-sessions"), (29, "delete"), (8, "disable"), (41, "disable") })
        {
            await sandbox.Simulator.DoAsync(owners[at], action);
            await RotateAsync(sandbox, ids[at]);
        }

        await sandbox.Api.DisconnectAsync(ids[50]);
        await sandbox.Simulator.LimitSessionsAsync(People.Wren, TimeSpan.FromHours(20));
        await RotateAsync(sandbox, wren);
    }

    private static Task<ApiAnswer> RotateAsync(SandboxProcess sandbox, string id) => sandbox.Api.SendAsync(HttpMethod.Post, $"connections/{id}/rotate");

    private async Task<bool> ShowsAsync(SandboxProcess sandbox)
    {
        await Person.OpenAsync(new Uri(sandbox.Pages, "/admin"));
        return (await Person.Find("fleet-sentence").TextContentAsync() ?? "").Contains("3 people must sign in again", StringComparison.Ordinal)
            && int.Parse(await Person.Find("rotations-figure").TextContentAsync() ?? "0", CultureInfo.InvariantCulture) > Fleet;
    }

    private async Task PictureAsync(string name, int height)
    {
        await Person.Page.SetViewportSizeAsync(1280, height);
        await Person.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
        var path = Path.Combine(BuiltPrograms.Artifacts, "pictures", string.Create(CultureInfo.InvariantCulture, $"{name}.png"));
        await Person.Page.ScreenshotAsync(new PageScreenshotOptions { Path = path });
        Assert.InRange(new FileInfo(path).Length, 20_000, 600_000);
    }
}
