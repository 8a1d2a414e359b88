using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace RingCentral.Connect.Notifications.Webhooks.Addresses;

/// <summary>Finds the addresses of a host.</summary>
internal delegate Task<IPAddress[]> NameLookup(string host, CancellationToken cancellationToken);

/// <summary>
/// Opens connections to endpoints: the name is looked up here, every address that it stands for is checked, and what is connected to is one of these very addresses. A
/// name that answers differently the next moment gains nothing.
/// </summary>
internal sealed class CheckedConnector(IOptions<WebhookOptions> options, NameLookup lookup)
{
    /// <exception cref="AddressRefusedException">The host has an address that must not be connected to.</exception>
    /// <exception cref="SocketException">The host is not known, or cannot be reached.</exception>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint host, CancellationToken cancellationToken)
    {
        IPAddress[] addresses = IPAddress.TryParse(host.Host, out var literal) ? [literal] : await lookup(host.Host, cancellationToken);
        if (!options.Value.AllowPrivateAddresses && Array.Exists(addresses, ForbiddenAddresses.Contains))
        {
            throw new AddressRefusedException();
        }

        SocketException? last = null;
        foreach (var address in addresses)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, host.Port), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException exception)
            {
                socket.Dispose();
                last = exception;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw last ?? new SocketException((int)SocketError.HostNotFound);
    }
}

/// <summary>An endpoint's name stands for an address of a private or reserved network.</summary>
internal sealed class AddressRefusedException : Exception
{
    public AddressRefusedException()
        : base("The host has a private, loopback or otherwise reserved address.")
    {
    }

    public AddressRefusedException(string message)
        : base(message)
    {
    }

    public AddressRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
