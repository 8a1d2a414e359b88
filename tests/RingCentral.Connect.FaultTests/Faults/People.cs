using System.Globalization;
using System.Net;
using System.Net.Sockets;
using RingCentral.Connect.FaultTests.Kit;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.FaultTests.Faults;

/// <summary>What users, admins and apps do in the middle of a rotation of the very session: its reply is held back until they have begun.</summary>
internal sealed class People(Fleet fleet, Roster roster)
{
    private static readonly TimeSpan UntilRotation = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    public async Task ReconnectAsync()
    {
        var somebody = await InRotationAsync();
        somebody.WasReconnected = true;
        for (var attempt = 0; !await ConnectsAsync(somebody, attempt); attempt++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500), TestContext.Current.CancellationToken);
        }
    }

    public async Task DisconnectAsync()
    {
        var somebody = await InRotationAsync();
        somebody.Fate = Fate.Disconnected;
        await Eventually.PassesAsync(
            async () =>
            {
                await fleet.AskAsync(api => api.DisconnectAsync(somebody.Member.Id));
                Assert.Equal("disconnected", await fleet.StateAsync(somebody.Member));
            },
            Patience);
    }

    public async Task ChangeMetadataAsync(int number)
    {
        var somebody = await InRotationAsync();
        somebody.Note = number.ToString(CultureInfo.InvariantCulture);
        await Eventually.PassesAsync(
            async () => (await fleet.AskAsync(api => api.PatchConnectionAsync(somebody.Member.Id, new { metadata = new { note = somebody.Note } }))).MustBe(HttpStatusCode.OK),
            Patience);
    }

    public async Task EndSessionAsync(int number)
    {
        var somebody = roster.Next();
        somebody.Fate = Fate.Ended;
        somebody.Ending = Ending.All[number % Ending.All.Count];
        await fleet.Simulator.DoAsync(somebody.Member.OwnerId, somebody.Ending.Action);
    }

    private async Task<Case> InRotationAsync()
    {
        var somebody = roster.Next();
        var owner = somebody.Member.OwnerId;
        await fleet.Simulator.AddFaultAsync(new { kind = "hold_reply", grant = "refresh_token", owner_id = owner, count = 1, delay = "00:00:03" });
        var before = await RotationsAsync(owner);
        try
        {
            await Eventually.TrueAsync(async () => await RotationsAsync(owner) > before, UntilRotation);
        }
        catch (Xunit.Sdk.XunitException)
        {
            // Keep-alive is held up by something else; then this happens between two rotations.
        }

        return somebody;
    }

    /// <summary>How often the session was rotated at RingCentral, told or not.</summary>
    private async Task<long> RotationsAsync(string owner) => (await fleet.Simulator.SessionsOfAsync(owner)).Sum(session => session.GetProperty("refreshes").GetInt64());

    private async Task<bool> ConnectsAsync(Case somebody, int attempt)
    {
        using var browser = new Browser();
        var service = fleet.Nodes[(attempt + somebody.Member.Id[^1]) % fleet.Nodes.Count].Url;
        var isBack = false;
        try
        {
            var callback = await browser.ConsentAsync(service, fleet.Simulator, somebody.Member.OwnerId);
            isBack = true;
            if (await browser.ReturnAsync(callback))
            {
                return true;
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or SocketException)
        {
            // That node is down, or went down with the code in its hand.
        }

        somebody.BrokenConnects += isBack ? 1 : 0;
        return false;
    }
}
