using System.CommandLine;
using System.CommandLine.Parsing;
using System.Runtime.InteropServices;
using RingCentral.Connect.Sandbox.Files;
using RingCentral.Connect.Sandbox.Postgres;
using RingCentral.Connect.Sandbox.Processes;

namespace RingCentral.Connect.Sandbox.Composition;

/// <summary>The command line: options in, exit code out, and one line on standard error when something is in the way.</summary>
internal static class SandboxCommand
{
    private const int WrongUsage = 2;

    private static readonly Option<int> Port = Numbered("--port", 5080, "Where the service listens.");
    private static readonly Option<int> SimulatorPort = Numbered("--simulator-port", 5090, "Where the RingCentral simulator listens.");
    private static readonly Option<string?> Data = new("--data") { HelpName = "DIR", Description = "Where everything is kept (default: " + DataFolder.Default + ")." };
    private static readonly Option<Uri?> PublicUrl = new("--public-url")
    {
        HelpName = "URL",
        Description = "Where browsers find the service, if not at its own port (behind a tunnel, for example).",
        CustomParser = ParseUrl,
    };

    public static async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var command = new RootCommand("Starts RingCentral Connect with a private PostgreSQL and a RingCentral simulator. Nothing has to be configured.")
        {
            Port, SimulatorPort, Data, PublicUrl,
        };
        command.SetAction((result, token) => RunAsync(Read(result), token));
        var parsed = command.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            await Console.Error.WriteLineAsync($"{parsed.Errors[0].Message} (--help tells the options)");
            return WrongUsage;
        }

        // Signals are ours: stopping in order takes longer than a command line parser waits.
        return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null }, cancellationToken);
    }

    private static SandboxOptions Read(ParseResult parsed)
    {
        var port = parsed.GetValue(Port);
        return new SandboxOptions
        {
            Port = port,
            SimulatorPort = parsed.GetValue(SimulatorPort),
            DataFolder = Path.GetFullPath(parsed.GetValue(Data) ?? DataFolder.Default),
            PublicUrl = parsed.GetValue(PublicUrl) ?? new Uri($"http://127.0.0.1:{port}/"),
        };
    }

    private static async Task<int> RunAsync(SandboxOptions options, CancellationToken cancellationToken)
    {
        Signals.StopIgnoring(Signals.Interrupt);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var interrupt = OnSignal(PosixSignal.SIGINT, stopping);
        using var terminate = OnSignal(PosixSignal.SIGTERM, stopping);
        using var hangUp = OnSignal(PosixSignal.SIGHUP, stopping);
        try
        {
            await new SandboxRun(options, Console.Out).RunAsync(stopping.Token);
            return 0;
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            // Whatever broke, broke because it was told to stop.
            return 0;
        }
        catch (Exception exception) when (exception is SandboxException or PostgresException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(exception.Message.ReplaceLineEndings(" "));
            return 1;
        }
    }

    private static PosixSignalRegistration OnSignal(PosixSignal signal, CancellationTokenSource stopping) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            stopping.Cancel();
        });

    private static Option<int> Numbered(string name, int value, string description)
    {
        var option = new Option<int>(name) { HelpName = "PORT", Description = description, DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.GetValueOrDefault<int>() is < 1 or > 65535)
            {
                result.AddError($"{name} is a port, a number from 1 to 65535.");
            }
        });
        return option;
    }

    private static Uri? ParseUrl(ArgumentResult result)
    {
        if (Uri.TryCreate(result.Tokens.Single().Value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
        {
            return url;
        }

        result.AddError("--public-url is an address like https://connect.example.com.");
        return null;
    }
}
