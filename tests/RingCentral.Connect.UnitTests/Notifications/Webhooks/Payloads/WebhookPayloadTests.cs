using System.Text.Json;
using System.Text.RegularExpressions;
using RingCentral.Connect.Notifications.Webhooks;
using RingCentral.Connect.Notifications.Webhooks.Payloads;
using Xunit;

namespace RingCentral.Connect.UnitTests.Notifications.Webhooks.Payloads;

/// <summary>What docs/webhooks.md shows is what is sent.</summary>
public sealed partial class WebhookPayloadTests
{
    private static readonly List<JsonElement> Examples =
        [.. JsonBlock().Matches(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "webhooks.md"))).Select(block => JsonElement.Parse(block.Groups[1].Value))];

    [Fact]
    public void Every_event_has_its_example() =>
        Assert.Equal(WebhookEventTypes.All.Order(StringComparer.Ordinal), Examples.Select(example => example.GetProperty("type").GetString()).Order(StringComparer.Ordinal));

    [Fact]
    public void Examples_are_what_the_service_writes()
    {
        foreach (var example in Examples)
        {
            var written = example.GetProperty("type").GetString() switch
            {
                WebhookEventTypes.Test => JsonSerializer.Serialize(example.Deserialize(WebhookJson.Default.WebhookPayloadTestData), WebhookJson.Default.WebhookPayloadTestData),
                WebhookEventTypes.AlarmOpened or WebhookEventTypes.AlarmClosed =>
                    JsonSerializer.Serialize(example.Deserialize(WebhookJson.Default.WebhookPayloadAlarmData), WebhookJson.Default.WebhookPayloadAlarmData),
                _ => JsonSerializer.Serialize(example.Deserialize(WebhookJson.Default.WebhookPayloadConnectionData), WebhookJson.Default.WebhookPayloadConnectionData),
            };
            Assert.True(JsonElement.DeepEquals(example, JsonElement.Parse(written)), $"{example}\n{written}");
        }
    }

    [GeneratedRegex("^```json\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex JsonBlock();
}
