using System.Diagnostics;
using System.Globalization;
using System.Net;
using RingCentral.Connect.FaultTests.Kit;
using Xunit;

namespace RingCentral.Connect.FaultTests.Holders;

/// <summary>An app that takes a token and calls RingCentral with it until its promise ends, over and over.</summary>
internal sealed class Holder(Fleet fleet, Member member, TimeSpan pause)
{
    /// <summary>Calls under way when a promise ends are left alone for this long.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    public int Calls { get; private set; }

    public int Tokens { get; private set; }

    /// <summary>What went wrong, in words.</summary>
    public List<string> Broken { get; } = [];

    /// <summary>Until somebody says that it is enough.</summary>
    public async Task HoldAsync(Func<bool> isEnough)
    {
        while (!isEnough())
        {
            var asked = 0L;
            var token = await fleet.AskAsync(api =>
            {
                // As clients must: counted from before the question that was answered.
                asked = Stopwatch.GetTimestamp();
                return api.GetTokenAsync(member.Id);
            });
            token.MustBe(HttpStatusCode.OK);
            Tokens++;
            await UseAsync(token["access_token"], TimeSpan.FromSeconds(token.Json.GetProperty("expires_in").GetInt32()), token["generation"], asked, isEnough);
        }
    }

    private async Task UseAsync(string token, TimeSpan promised, string generation, long asked, Func<bool> isEnough)
    {
        while (Stopwatch.GetElapsedTime(asked) < promised && !isEnough())
        {
            var status = await fleet.Simulator.CallExtensionAsync(token);
            var at = Stopwatch.GetElapsedTime(asked);
            Calls++;
            if (status != 200 && at < promised + Grace)
            {
                Broken.Add(string.Create(CultureInfo.InvariantCulture, $"{member}, generation {generation}: {status} at {at.TotalSeconds:0.00} s of {promised.TotalSeconds} s"));
            }

            await Task.Delay(pause, TestContext.Current.CancellationToken);
        }
    }
}
