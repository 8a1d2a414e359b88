using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using RingCentral.Connect.Connecting;
using RingCentral.Connect.Connecting.Links;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Notifications.Webhooks.Payloads;
using Xunit;

namespace RingCentral.Connect.UnitTests.Notifications.Webhooks.Payloads;

public sealed class StoredLinksTests
{
    private static readonly DateTimeOffset Since = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Id = Guid.Parse("019aa8f2-4c1e-7d3a-9b52-0f6b8e1c2d3f");

    private readonly StoredLinks _links;

    public StoredLinksTests()
    {
        var options = Options.Create(new ConnectOptions { PublicUrl = new Uri("https://connect.example.com/") });
        _links = new StoredLinks(new ReconnectLinks(new EphemeralDataProtectionProvider(), null!, new PublicAddress(options, new ConfigurationBuilder().Build())));
    }

    [Fact]
    public void Stored_body_holds_no_link_and_what_is_sent_does()
    {
        var stored = Body(StoredLinks.For(Flagged()), "user-17");

        var sent = _links.Complete(stored);

        Assert.DoesNotContain("/reconnect/", stored, StringComparison.Ordinal);
        Assert.StartsWith("https://connect.example.com/reconnect/", LinkIn(sent), StringComparison.Ordinal);
        Assert.Equal(stored, sent.Replace(LinkIn(sent)!, LinkIn(stored)!, StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_is_stored_where_signing_in_again_would_not_help()
    {
        var active = Flagged();
        active.State = ConnectionState.Active;

        Assert.Null(StoredLinks.For(active));
        Assert.Equal(Body(null, "user-17"), _links.Complete(Body(null, "user-17")));
    }

    [Fact]
    public void Body_of_an_earlier_version_stays_as_it_is()
    {
        var stored = Body(new Uri("https://connect.example.com/reconnect/CfDJ8AAAA"), "user-17");

        Assert.Equal(stored, _links.Complete(stored));
    }

    [Theory]
    [InlineData("reconnect:019aa8f24c1e7d3a9b520f6b8e1c2d3f.638995824000000000")]
    [InlineData("\",\"reconnect_url\":\"reconnect:019aa8f24c1e7d3a9b520f6b8e1c2d3f.638995824000000000\",\"x\":\"")]
    public void Text_of_somebody_else_is_never_made_a_link(string externalId)
    {
        var stored = Body(null, externalId);

        Assert.Equal(stored, _links.Complete(stored));
    }

    private static Connection Flagged() => new()
    {
        Id = Id,
        ExternalId = "user-17",
        ServerUrl = "https://platform.ringcentral.com",
        OwnerId = "17",
        Kind = ConnectionKind.AuthorizationCode,
        State = ConnectionState.NeedsReauthorization,
        StateSince = Since,
        Scope = "",
        CreatedAt = Since,
        UpdatedAt = Since,
    };

    private static string Body(Uri? link, string externalId)
    {
        var data = new ConnectionData { ConnectionId = Id, ExternalId = externalId, Sequence = 2, Since = Since.UtcDateTime, ReconnectUrl = link };
        return JsonSerializer.Serialize(new WebhookPayload<ConnectionData>("connection.reauthorization_required", Since.UtcDateTime, data), WebhookJson.Default.WebhookPayloadConnectionData);
    }

    private static string? LinkIn(string body) => JsonElement.Parse(body).GetProperty("data").GetProperty("reconnect_url").GetString();
}
