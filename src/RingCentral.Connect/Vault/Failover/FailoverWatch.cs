using Npgsql;
using RingCentral.Connect.Vault.Notices;
using RingCentral.Connect.Vault.Rotation;

namespace RingCentral.Connect.Vault.Failover;

/// <summary>
/// Has lost pairs written back as soon as there is a sign of a fail-over: another timeline, or notices that may have been missed, as after every lost connection. It goes by no
/// sign alone: once a minute everything is compared.
/// </summary>
internal sealed partial class FailoverWatch(
    DatabaseTimeline timeline, ChangeNotices notices, LostPairs lost, NpgsqlDataSource dataSource, TimeProvider time, ILogger<FailoverWatch> logger)
    : BackgroundService
{
    /// <summary>A pooler in between keeps our connections over a fail-over, so that none is new.</summary>
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan CompareInterval = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(500);

    private TaskCompletionSource _sign = NewSign();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        timeline.Turned += Prompt;
        notices.Missed += Prompt;
        var (comparedAt, isAway) = (time.GetTimestamp(), false);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await WaitAsync(LookInterval, stoppingToken);
                if (!lost.MayHaveAny)
                {
                    Calm();
                }
                else if (await IsTimeToCompareAsync(comparedAt, stoppingToken))
                {
                    // A sign that comes from here on asks for another look.
                    Calm();
                    await lost.WriteAllBackAsync(stoppingToken);
                    comparedAt = time.GetTimestamp();
                }

                isAway = false;
            }
            catch (Exception exception) when (DurableWrite.IsOfTheDatabase(exception))
            {
                if (!isAway)
                {
                    Log.CannotCompare(logger, exception);
                }

                isAway = true;
                Prompt();
                await Task.Delay(RetryInterval, time, stoppingToken);
            }
        }
    }

    public override void Dispose()
    {
        timeline.Turned -= Prompt;
        notices.Missed -= Prompt;
        base.Dispose();
    }

    private static TaskCompletionSource NewSign() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Prompt() => Volatile.Read(ref _sign).TrySetResult();

    private void Calm() => Volatile.Write(ref _sign, NewSign());

    private async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        var sign = Volatile.Read(ref _sign).Task;
        await Task.WhenAny(sign, Task.Delay(atMost, time, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
    }

    private async Task<bool> IsTimeToCompareAsync(long comparedAt, CancellationToken cancellationToken)
    {
        if (!_sign.Task.IsCompleted)
        {
            await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
            await timeline.ObserveAsync(connection, cancellationToken);
        }

        return _sign.Task.IsCompleted || time.GetElapsedTime(comparedAt) >= CompareInterval;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "What was committed cannot be compared with the database; trying until it can.")]
        public static partial void CannotCompare(ILogger logger, Exception exception);
    }
}
