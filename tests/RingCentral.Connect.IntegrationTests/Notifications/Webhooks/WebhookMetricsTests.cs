using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using RingCentral.Connect.IntegrationTests.Kit.Webhooks;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Notifications.Webhooks;

/// <summary>What operators are told of webhooks in numbers.</summary>
public sealed class WebhookMetricsTests(WebhookFixture fixture) : IClassFixture<WebhookFixture>
{
    [Fact]
    public async Task Attempts_are_counted_by_outcome_and_no_address_is_told()
    {
        var seen = new ConcurrentBag<(string Name, string Outcome)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                // Other nodes of this process have meters of the same name.
                if (instrument.Meter.Scope == fixture.Node.Services.GetRequiredService<IMeterFactory>() && instrument.Name.StartsWith("connect.webhooks.", StringComparison.Ordinal))
                {
                    listening.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => seen.Add((instrument.Name, Text(tags))));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => seen.Add((instrument.Name, Text(tags))));
        listener.Start();
        await using var hook = await Hook.CreateAsync(fixture);

        (await hook.PostAsync("test")).MustBe(202);
        await Eventually.TrueAsync(() => Task.FromResult(seen.Contains(("connect.webhooks.lag", ""))));
        hook.Receiver.Answer(500);
        (await hook.PostAsync("test")).MustBe(202);
        await Eventually.TrueAsync(() => Task.FromResult(seen.Contains(("connect.webhooks.attempts", "outcome=refused"))));

        Assert.Equal(
            [("connect.webhooks.attempts", "outcome=delivered"), ("connect.webhooks.attempts", "outcome=refused"), ("connect.webhooks.duration", "outcome=delivered"), ("connect.webhooks.lag", "")],
            seen.Distinct().Where(measured => measured != ("connect.webhooks.duration", "outcome=refused")).Order());
    }

    private static string Text(ReadOnlySpan<KeyValuePair<string, object?>> tags) => string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
}
