using System.Net;
using System.Net.Sockets;

namespace RingCentral.Connect.Notifications.Webhooks.Addresses;

/// <summary>
/// Addresses that lead, or may lead, into a network that is not everybody's. Of IPv6 only what is given out to the public passes; addresses that carry an IPv4 address
/// inside (mapped, NAT64, 6to4, Teredo) never do, whatever they carry.
/// </summary>
internal static class ForbiddenAddresses
{
    // The special-purpose registries of IANA, with multicast and what is reserved.
    private static readonly IPNetwork[] Networks =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        }.Select(IPNetwork.Parse),
    ];

    public static bool Contains(IPAddress address) =>
        (address.AddressFamily == AddressFamily.InterNetworkV6 && !IsPublicIPv6(address)) || Array.Exists(Networks, network => network.Contains(address));

    /// <summary>2000::/3. By its bytes: a network takes a mapped address for the one that it carries.</summary>
    private static bool IsPublicIPv6(IPAddress address) => (address.GetAddressBytes()[0] & 0b1110_0000) == 0b0010_0000;
}
