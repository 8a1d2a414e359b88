using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using RingCentral.Connect.Client;

namespace ReadExtension;

/// <summary>Reads over and over. Whatever happens to tokens, the service or the session, it says so and goes on.</summary>
internal sealed class ReadingLoop(ExtensionReader reader, IOptions<ReadingOptions> options, TimeProvider time) : BackgroundService
{
    private int _readings;
    private string? _trouble;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Every, time);
        do
        {
            await ReadAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var extension = await reader.ReadAsync(options.Value.User, cancellationToken);
            _trouble = null;
            Console.WriteLine($"Reading {++_readings}: {extension.Name}, extension {extension.ExtensionNumber}");
        }
        catch (ReauthorizationRequiredException exception)
        {
            // An app would show the link to this user, or mail it.
            Tell($"{options.Value.User} must sign in again ({exception.Reason}): {exception.ReconnectUrl}");
        }
        catch (ConnectionBlockedException exception)
        {
            Tell($"RingCentral refuses {options.Value.User} for now ({exception.Reason}). Signing in again does not help.");
        }
        catch (RingCentralConnectException exception)
        {
            Tell(exception.Message);
        }
        catch (HttpRequestException exception)
        {
            Tell($"RingCentral did not answer as hoped: {exception.Message}");
        }
    }

    /// <summary>The same trouble is told once, however often it is met.</summary>
    private void Tell(string trouble)
    {
        if (_trouble != trouble)
        {
            _trouble = trouble;
            Console.WriteLine(trouble);
        }
    }
}
