using RingCentral.Connect.Data.Alarms;
using RingCentral.Connect.Vault.Rotation;

namespace RingCentral.Connect.KeepAlive.Alarms;

/// <summary>Has every source look every few seconds, and opens or closes alarms. Every node with background work does; the book keeps one row.</summary>
internal sealed partial class AlarmWatch(
    IEnumerable<IAlarmSource> sources, AlarmBook book, FleetMetrics metrics, TimeProvider time, ILogger<AlarmWatch> logger) : BackgroundService
{
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromSeconds(10);

    /// <summary>Looking reads the whole fleet: it may take up a hundredth of the time.</summary>
    private const int ShareOfTime = 100;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var started = time.GetTimestamp();
            await LookAsync(stoppingToken);
            var pause = time.GetElapsedTime(started) * ShareOfTime;
            await Task.Delay(pause > ShortestInterval ? pause : ShortestInterval, time, stoppingToken);
        }
    }

    /// <summary>Looks once. A source that cannot look leaves its alarms as they are, and the others to theirs.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            var open = (await book.OpenAsync(cancellationToken)).ToLookup(alarm => alarm.Kind);
            foreach (var source in sources)
            {
                await TryLookAsync(source, [.. source.Kinds.SelectMany(kind => open[kind])], cancellationToken);
            }

            metrics.OpenAlarms = (await book.OpenAsync(cancellationToken)).ToLookup(alarm => alarm.Kind);
        }
        catch (Exception exception) when (DurableWrite.IsOfTheDatabase(exception))
        {
            Log.CannotLook(logger, exception, "all");
        }
    }

    private async Task TryLookAsync(IAlarmSource source, IReadOnlyList<Alarm> open, CancellationToken cancellationToken)
    {
        try
        {
            await LookAsync(source, open, cancellationToken);
        }
        catch (Exception exception) when (DurableWrite.IsOfTheDatabase(exception))
        {
            Log.CannotLook(logger, exception, string.Join(", ", source.Kinds));
        }
    }

    private async Task LookAsync(IAlarmSource source, IReadOnlyList<Alarm> open, CancellationToken cancellationToken)
    {
        var found = await source.LookAsync(open, cancellationToken);
        foreach (var trouble in found.Where(trouble => trouble.Detail is not null))
        {
            await book.SetAsync(trouble.Kind, trouble.Subject, trouble.Detail, cancellationToken);
        }

        foreach (var over in open.Where(alarm => !found.Any(trouble => trouble.Kind == alarm.Kind && trouble.Subject == alarm.Subject)))
        {
            await book.SetAsync(over.Kind, over.Subject, null, cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Alarms ({Kinds}) could not be looked after; trying again.")]
        public static partial void CannotLook(ILogger logger, Exception exception, string kinds);
    }
}
