using System.Net;
using RingCentral.Connect.Notifications.Webhooks.Addresses;
using Xunit;

namespace RingCentral.Connect.UnitTests.Notifications.Webhooks.Addresses;

public sealed class ForbiddenAddressesTests
{
    [Theory]
    [InlineData("0.0.0.0")] // Unspecified.
    [InlineData("0.1.2.3")]
    [InlineData("10.0.0.0")] // Private.
    [InlineData("10.255.255.255")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.0.1")]
    [InlineData("192.168.255.255")]
    [InlineData("100.64.0.1")] // Carriers' NAT.
    [InlineData("100.127.255.255")]
    [InlineData("127.0.0.1")] // Loopback.
    [InlineData("127.255.255.254")]
    [InlineData("169.254.0.1")] // Link-local; clouds tell secrets at the second.
    [InlineData("169.254.169.254")]
    [InlineData("192.0.0.1")] // Protocol assignments.
    [InlineData("192.0.0.192")]
    [InlineData("192.0.2.1")] // Documentation.
    [InlineData("198.51.100.1")]
    [InlineData("203.0.113.1")]
    [InlineData("192.88.99.1")] // 6to4 relays.
    [InlineData("198.18.0.1")] // Measurements.
    [InlineData("198.19.255.255")]
    [InlineData("224.0.0.1")] // Multicast.
    [InlineData("239.255.255.255")]
    [InlineData("240.0.0.1")] // Reserved.
    [InlineData("255.255.255.255")] // Broadcast.
    public void IPv4_address_of_no_public_network_is_forbidden(string address) => Assert.True(ForbiddenAddresses.Contains(IPAddress.Parse(address)));

    [Theory]
    [InlineData("::")] // Unspecified.
    [InlineData("::1")] // Loopback.
    [InlineData("::127.0.0.1")] // IPv4-compatible.
    [InlineData("::ffff:127.0.0.1")] // IPv4-mapped, whatever it carries.
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("::ffff:0:8.8.8.8")] // IPv4-translated.
    [InlineData("64:ff9b::7f00:1")] // NAT64.
    [InlineData("64:ff9b::8.8.8.8")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("100::1")] // Discard.
    [InlineData("2001::1")] // Teredo.
    [InlineData("2001:10::1")] // ORCHID.
    [InlineData("2001:20::1")]
    [InlineData("2001:1ff:ffff::1")]
    [InlineData("2001:db8::1")] // Documentation.
    [InlineData("3fff::1")]
    [InlineData("2002:7f00:1::1")] // 6to4.
    [InlineData("2002:808:808::1")]
    [InlineData("4000::1")] // Not given out.
    [InlineData("5f00::1")] // Segment routing.
    [InlineData("fc00::1")] // Unique local.
    [InlineData("fd12:3456:789a::1")]
    [InlineData("fe80::1")] // Link-local.
    [InlineData("fe80::1%2")]
    [InlineData("fec0::1")] // Site-local.
    [InlineData("ff02::1")] // Multicast.
    [InlineData("ff0e::1")]
    public void IPv6_address_of_no_public_network_is_forbidden(string address) => Assert.True(ForbiddenAddresses.Contains(IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("8.8.8.8")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("126.255.255.255")]
    [InlineData("128.0.0.1")]
    [InlineData("169.253.255.255")]
    [InlineData("169.255.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.167.255.255")]
    [InlineData("192.169.0.0")]
    [InlineData("198.17.255.255")]
    [InlineData("198.20.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("2001:4860:4860::8888")]
    [InlineData("2001:200::1")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2a00:1450:4001:81b::200e")]
    public void Public_address_is_not(string address) => Assert.False(ForbiddenAddresses.Contains(IPAddress.Parse(address)));
}
