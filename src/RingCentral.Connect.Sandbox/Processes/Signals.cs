using System.Diagnostics;
using System.Runtime.InteropServices;

namespace RingCentral.Connect.Sandbox.Processes;

/// <summary>The signals that .NET does not send by itself: it only knows how to kill.</summary>
internal static partial class Signals
{
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Terminate = 15;

    private const nint DefaultHandler = 0;

    /// <summary>False when there is no such process any more.</summary>
    public static bool Send(int processId, int signal) => SendSignal(processId, signal) == 0;

    /// <summary>A shell that starts a program in the background of a script lets it ignore SIGINT, and .NET respects that.</summary>
    public static void StopIgnoring(int signal) => SetHandler(signal, DefaultHandler);

    /// <summary>
    /// A process id alone proves nothing, because ids are used again: the start time must agree too.
    /// </summary>
    public static bool IsSameProcess(int processId, DateTimeOffset startedAt)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            var difference = new DateTimeOffset(process.StartTime) - startedAt;
            return !process.HasExited && difference.Duration() < TimeSpan.FromSeconds(3);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int processId, int signal);

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint SetHandler(int signal, nint handler);
}
