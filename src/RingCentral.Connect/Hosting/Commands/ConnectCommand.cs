using System.CommandLine;
using Microsoft.Extensions.Options;
using Npgsql;
using RingCentral.Connect.Hosting.Commands.Connections;
using RingCentral.Connect.Hosting.Commands.Keys;
using RingCentral.Connect.Hosting.Configuration;

namespace RingCentral.Connect.Hosting.Commands;

/// <summary>The command line. Standard output carries a command's result alone; everything else goes to standard error.</summary>
internal static class ConnectCommand
{
    /// <summary>Exit codes: 0 done, 1 failed, 2 wrong usage.</summary>
    private const int Failed = 1;
    private const int WrongUsage = 2;

    /// <summary>Runs what the arguments say; <c>serve</c> where they say nothing.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var (settings, words) = ConfigurationArguments.Split(arguments);
        var parsed = Build(settings).Parse(words.Length == 0 ? [ServeCommand.Name] : words);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync(error.Message);
            }

            return WrongUsage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception exception) when (Explain(exception) is { } explanation)
        {
            await Console.Error.WriteLineAsync(explanation);
            return Failed;
        }
    }

    private static RootCommand Build(string[] settings) => new("RingCentral Connect: keeps RingCentral sessions alive and hands out their tokens.")
    {
        ServeCommand.Create(settings),
        MigrateCommand.Create(settings),
        ApiKeysCommand.Create(settings),
        AdminCommand.Create(settings),
        AlarmsCommand.Create(settings),
        ConnectionsCommand.Create(settings),
        KeysCommand.Create(settings),
        DoctorCommand.Create(settings),
        HealthCommand.Create(),
    };

    /// <summary>What to tell about a failure that the operator can mend; null for a bug, whose stack trace is wanted.</summary>
    private static string? Explain(Exception exception) => exception switch
    {
        ConfigurationException configuration => configuration.Message,
        OptionsValidationException validation => string.Join(Environment.NewLine, validation.Failures),
        AggregateException { InnerExceptions: var inner } when inner.All(item => item is OptionsValidationException) =>
            string.Join(Environment.NewLine, inner.Cast<OptionsValidationException>().SelectMany(item => item.Failures)),
        InvalidOperationException { InnerException: FormatException or ArgumentException } binding => binding.Message,
        PostgresException { SqlState: PostgresErrorCodes.UndefinedTable } => "The database has no tables yet: run the command migrate.",
        NpgsqlException database => $"The database does not answer: {database.Message}",
        IOException address when address.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException => address.Message,
        _ => null,
    };
}
