namespace RingCentral.Connect.Sandbox.Processes;

/// <summary>
/// Which ports were given away by programs of ours on this machine: between the moment that a port is found free and the one that it is bound, and while its server restarts,
/// nothing else tells that it is taken. A claim is a lock on one byte of a file in the folder for temporary files, which the system lets go of when its process ends.
/// </summary>
internal static class PortClaims
{
    private static readonly Lock Gate = new();
    private static readonly HashSet<int> Mine = [];
    private static readonly FileStream Claims = new(
        Path.Combine(Path.GetTempPath(), $"ringcentral-connect-ports-{Environment.UserName}"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>Claims a port for the rest of this process; false where it was claimed before, here or by another process.</summary>
    public static bool TryClaim(int port)
    {
        lock (Gate)
        {
            return !Mine.Contains(port) && TryLock(port) && Mine.Add(port);
        }
    }

    private static bool TryLock(int port)
    {
        if (OperatingSystem.IsMacOS())
        {
            // It has no such locks in .NET; claims are known in this process alone there.
            return true;
        }

        try
        {
            Claims.Lock(port, 1);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
