using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace RingCentral.Connect.Vault.Rotation;

/// <summary>
/// Repeats a write until the database has taken it, as long as the process lives (DESIGN 5, point 4). For writes that may be repeated after
/// an unknown outcome: they are fenced.
/// </summary>
internal sealed partial class DurableWrite(TimeProvider time, ILogger<DurableWrite> logger)
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    /// <summary>Runs the write until it succeeds.</summary>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> write)
    {
        var wait = ShortestWait;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await write(CancellationToken.None);
            }
            catch (Exception exception) when (IsOfTheDatabase(exception))
            {
                Log.Repeating(logger, exception, attempt, wait);
                await Task.Delay(wait, time);
                wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
            }
        }
    }

    /// <inheritdoc cref="RunAsync{T}"/>
    public Task RunAsync(Func<CancellationToken, Task> write) => RunAsync(async token =>
    {
        await write(token);
        return true;
    });

    /// <summary>Whether a write failed because the database was away; EF Core wraps that in exceptions of its own.</summary>
    public static bool IsOfTheDatabase(Exception exception) => exception is NpgsqlException or TimeoutException or IOException
        || (exception is DbUpdateException && exception.InnerException is NpgsqlException or TimeoutException or IOException);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A result could not be stored (attempt {Attempt}); trying again in {Wait}.")]
        public static partial void Repeating(ILogger logger, Exception exception, int attempt, TimeSpan wait);
    }
}
