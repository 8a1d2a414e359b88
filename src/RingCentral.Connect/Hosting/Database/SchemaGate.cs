using RingCentral.Connect.Vault.Rotation;

namespace RingCentral.Connect.Hosting.Database;

/// <summary>
/// Whether the database is as this build needs it. A node that is newer than the database must not rotate: what it could ask RingCentral for, it might not be able to store. So it
/// waits until somebody has run <c>migrate</c>, and goes on by itself. Once open, the gate stays open: later migrations only add.
/// </summary>
internal sealed partial class SchemaGate(Migrator migrator, TimeProvider time, ILogger<SchemaGate> logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>How often the log says that the node waits.</summary>
    private static readonly TimeSpan RemindEvery = TimeSpan.FromMinutes(1);

    private volatile bool _isOpen;
    private long? _remindedAt;

    /// <summary>Whether the database has everything.</summary>
    public bool IsOpen => _isOpen;

    /// <summary>Looks, unless the gate is open already. Says so in the log where it is not.</summary>
    /// <returns>Whether the gate is open.</returns>
    public async Task<bool> TryOpenAsync(CancellationToken cancellationToken)
    {
        if (_isOpen)
        {
            return true;
        }

        try
        {
            var missing = await migrator.MissingAsync(cancellationToken);
            _isOpen = missing.Count == 0;
            if (!_isOpen && IsTimeToRemind())
            {
                Log.Waits(logger, string.Join(", ", missing));
            }
        }
        catch (Exception exception) when (DurableWrite.IsOfTheDatabase(exception))
        {
            if (IsTimeToRemind())
            {
                Log.NoDatabase(logger, exception);
            }
        }

        return _isOpen;
    }

    /// <summary>Waits for as long as it takes.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        while (!await TryOpenAsync(cancellationToken))
        {
            await Task.Delay(Interval, time, cancellationToken);
        }
    }

    private bool IsTimeToRemind()
    {
        if (_remindedAt is { } last && time.GetElapsedTime(last) < RemindEvery)
        {
            return false;
        }

        _remindedAt = time.GetTimestamp();
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error,
            "The database lacks what this version needs ({Missing}): run the command migrate. Until then this node neither answers nor rotates; then it goes on by itself.")]
        public static partial void Waits(ILogger logger, string missing);

        [LoggerMessage(2, LogLevel.Error, "The database does not answer; this node starts its work when it does.")]
        public static partial void NoDatabase(ILogger logger, Exception exception);
    }
}
