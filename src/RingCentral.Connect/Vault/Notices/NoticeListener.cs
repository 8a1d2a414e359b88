using System.Security.Cryptography;
using Npgsql;

namespace RingCentral.Connect.Vault.Notices;

/// <summary>The node's one listening connection. It comes back by itself, and speaks to itself several times a second.</summary>
internal sealed partial class NoticeListener(DirectDatabase database, ChangeNotices notices, TimeProvider time, ILogger<NoticeListener> logger)
    : BackgroundService
{
    /// <summary>Three words are spoken while a proof lasts, so that a slow one does no harm.</summary>
    private static readonly TimeSpan Interval = ChangeNotices.ProofLasts / 3;

    /// <summary>How long to listen for an own word before the connection is given up.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>A word that is lost in a crash of the server is missed by nobody; so none waits for a disk.</summary>
    private const string Listen = $"SET synchronous_commit TO off; LISTEN {ChangeNotices.Channel}";

    private const string Speak = "SELECT pg_notify($1, $2)";

    private readonly string _name = $"node:{RandomNumberGenerator.GetHexString(16)}:";
    private long _spoken;
    private long _heard;
    private bool _isLost;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is NpgsqlException or TimeoutException or IOException)
            {
                if (!_isLost)
                {
                    Log.Lost(logger, exception);
                }

                _isLost = true;
            }
            finally
            {
                notices.Distrust();
            }

            await Task.Delay(RetryInterval, time, stoppingToken);
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        connection.Notification += (_, notice) => Hear(notice.Payload);
        await using (var listen = new NpgsqlCommand(Listen, connection))
        {
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }

        // From here on nothing is missed; what was cached or read before is not known to be true.
        notices.StartOver();
        while (true)
        {
            var spokenAt = time.GetTimestamp();
            await SpeakAsync(connection, cancellationToken);
            await WaitAsync(connection, spokenAt, Patience, () => _heard == _spoken, cancellationToken);
            if (_heard != _spoken)
            {
                throw new TimeoutException("The listening connection does not hear its own words.");
            }

            notices.Prove(spokenAt);
            (_isLost, var wasLost) = (false, _isLost);
            if (wasLost)
            {
                Log.Back(logger);
            }

            await WaitAsync(connection, spokenAt, Interval, () => false, cancellationToken);
        }
    }

    private async Task SpeakAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        _spoken++;
        await using var speak = new NpgsqlCommand(Speak, connection) { Parameters = { new() { Value = ChangeNotices.Channel }, new() { Value = $"{_name}{_spoken}" } } };
        await speak.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task WaitAsync(NpgsqlConnection connection, long since, TimeSpan atMost, Func<bool> isDone, CancellationToken cancellationToken)
    {
        while (!isDone() && atMost - time.GetElapsedTime(since) is var left && left > TimeSpan.Zero)
        {
            // Whole milliseconds, and never 0: that would be for ever.
            await connection.WaitAsync((int)Math.Ceiling(left.TotalMilliseconds), cancellationToken);
        }
    }

    private void Hear(string notice)
    {
        if (!notice.StartsWith("node:", StringComparison.Ordinal))
        {
            notices.Hear(notice);
        }
        else if (notice.StartsWith(_name, StringComparison.Ordinal) && notice.AsSpan(_name.Length).SequenceEqual($"{_spoken}"))
        {
            _heard = _spoken;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Notices of changes are not heard: tokens and API keys are read from the database until they are.")]
        public static partial void Lost(ILogger logger, Exception exception);

        [LoggerMessage(2, LogLevel.Information, "Notices of changes are heard again.")]
        public static partial void Back(ILogger logger);
    }
}
