using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace RingCentral.Connect.Sandbox.Processes;

/// <summary>Ports of 127.0.0.1.</summary>
public static class LoopbackPort
{
    private const int Lowest = 15_000;
    private const int Tries = 200;

    /// <summary>
    /// A port that is free, and that no other program of ours is given while this process lives (<see cref="PortClaims"/>). Not one that the system gives to outgoing
    /// connections: while a server restarts, one of its own clients could be given its port, or even reach itself there.
    /// </summary>
    public static int FindFree()
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var port = Random.Shared.Next(Lowest, FirstOutgoing());
            if (PortClaims.TryClaim(port) && IsFree(port))
            {
                return port;
            }
        }

        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Where Linux begins with outgoing connections; elsewhere they begin at 49152 (RFC 6335).</summary>
    private static int FirstOutgoing()
    {
        const string Range = "/proc/sys/net/ipv4/ip_local_port_range";
        return File.Exists(Range) && int.TryParse(File.ReadAllText(Range).Split('\t', ' ')[0], CultureInfo.InvariantCulture, out var first) && first > Lowest + 1_000
            ? first
            : 49_152;
    }
}
