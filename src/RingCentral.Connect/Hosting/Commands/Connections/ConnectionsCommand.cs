using System.CommandLine;

namespace RingCentral.Connect.Hosting.Commands.Connections;

/// <summary><c>connections list|import|export</c>.</summary>
internal static class ConnectionsCommand
{
    public static Command Create(string[] settings) => new("connections", "What is connected.")
    {
        ListCommand.Create(settings),
        ImportCommand.Create(settings),
        ExportCommand.Create(settings),
    };

    /// <summary>What to tell about a file that cannot be used; null for any other failure.</summary>
    public static string? Explain(Exception exception) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException => exception.Message,
        UnauthorizedAccessException => exception.Message,
        IOException => exception.Message,
        System.Security.Cryptography.CryptographicException => $"The certificate cannot be read: {exception.Message}",
        _ => null,
    };
}
