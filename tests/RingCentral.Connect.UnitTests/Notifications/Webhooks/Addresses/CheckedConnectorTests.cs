using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using RingCentral.Connect.Notifications.Webhooks;
using RingCentral.Connect.Notifications.Webhooks.Addresses;
using Xunit;

namespace RingCentral.Connect.UnitTests.Notifications.Webhooks.Addresses;

public sealed class CheckedConnectorTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<string> _lookups = [];

    public CheckedConnectorTests() => _listener.Start();

    private int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("10.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    public async Task Name_of_a_private_address_is_refused(string address)
    {
        await Assert.ThrowsAsync<AddressRefusedException>(() => ConnectAsync("inside.example", allowPrivate: false, [address]));
        Assert.False(_listener.Pending());
    }

    [Fact]
    public async Task One_private_address_among_public_ones_is_enough() =>
        await Assert.ThrowsAsync<AddressRefusedException>(() => ConnectAsync("mixed.example", allowPrivate: false, ["8.8.8.8", "127.0.0.1"]));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task Address_that_is_private_itself_is_refused_and_not_looked_up(string host)
    {
        await Assert.ThrowsAsync<AddressRefusedException>(() => ConnectAsync(host, allowPrivate: false, ["8.8.8.8"]));
        Assert.Empty(_lookups);
    }

    [Fact]
    public async Task What_was_checked_is_what_is_connected_to_though_the_name_changes_its_mind()
    {
        // The first answer is the one that is used: a second look would lead elsewhere.
        await using var stream = await ConnectAsync("rebinding.example", allowPrivate: true, ["127.0.0.1"], ["192.0.2.1"]);
        using var accepted = await _listener.AcceptSocketAsync(Cancelled);

        Assert.Equal(["rebinding.example"], _lookups);
        Assert.Equal(IPAddress.Loopback, ((IPEndPoint)accepted.LocalEndPoint!).Address);
    }

    [Fact]
    public async Task Name_that_turns_private_is_refused_at_the_next_connection()
    {
        var answers = new Queue<string[]>([["127.0.0.1"], ["127.0.0.1"]]);
        var options = new WebhookOptions { AllowPrivateAddresses = true };
        var connector = Connector(options, answers);
        await using var first = await connector.ConnectAsync(new DnsEndPoint("turning.example", Port), Cancelled);

        options.AllowPrivateAddresses = false;

        await Assert.ThrowsAsync<AddressRefusedException>(async () => await connector.ConnectAsync(new DnsEndPoint("turning.example", Port), Cancelled));
        Assert.Equal(2, _lookups.Count);
    }

    [Fact]
    public async Task Next_address_is_tried_where_one_does_not_answer()
    {
        await using var stream = await ConnectAsync("two.example", allowPrivate: true, ["::1", "127.0.0.1"]);
        Assert.True(stream.CanWrite);
    }

    [Fact]
    public async Task Name_without_an_address_is_not_found()
    {
        var exception = await Assert.ThrowsAsync<SocketException>(() => ConnectAsync("nothing.example", allowPrivate: false, Array.Empty<string>()));
        Assert.Equal(SocketError.HostNotFound, exception.SocketErrorCode);
    }

    public void Dispose() => _listener.Dispose();

    private Task<Stream> ConnectAsync(string host, bool allowPrivate, params string[][] answers) =>
        Connector(new WebhookOptions { AllowPrivateAddresses = allowPrivate }, new Queue<string[]>(answers)).ConnectAsync(new DnsEndPoint(host, Port), Cancelled).AsTask();

    private CheckedConnector Connector(WebhookOptions options, Queue<string[]> answers) => new(Options.Create(options), (host, _) =>
    {
        _lookups.Add(host);
        return Task.FromResult(answers.Dequeue().Select(IPAddress.Parse).ToArray());
    });
}
