using System.Net;
using System.Net.Sockets;

namespace RingCentral.Connect.Sandbox.Processes;

/// <summary>Ports of 127.0.0.1.</summary>
public static class LoopbackPort
{
    /// <summary>A port that was free a moment ago: whoever binds it has to cope with losing the race.</summary>
    public static int FindFree()
    {
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
}
