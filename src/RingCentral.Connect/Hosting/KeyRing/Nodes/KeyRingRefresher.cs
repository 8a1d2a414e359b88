using RingCentral.Connect.Vault.Notices;
using RingCentral.Connect.Vault.Rotation;

namespace RingCentral.Connect.Hosting.KeyRing.Nodes;

/// <summary>Has the node read the key ring when it has changed, and every <see cref="NodeKeyRing.RefreshEvery"/> in case that a notice was missed.</summary>
internal sealed partial class KeyRingRefresher(NodeKeyRing ring, ChangeNotices notices, ILogger<KeyRingRefresher> logger) : BackgroundService
{
    private readonly SemaphoreSlim _woken = new(0);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        notices.KeyRingChanged += Wake;
        notices.Missed += Wake;
        try
        {
            while (true)
            {
                await _woken.WaitAsync(NodeKeyRing.RefreshEvery, stoppingToken);
                Refresh();
            }
        }
        finally
        {
            notices.KeyRingChanged -= Wake;
            notices.Missed -= Wake;
        }
    }

    public override void Dispose()
    {
        _woken.Dispose();
        base.Dispose();
    }

    private void Wake()
    {
        if (_woken.CurrentCount == 0)
        {
            _woken.Release();
        }
    }

    private void Refresh()
    {
        try
        {
            ring.Reload();
        }
        catch (Exception exception) when (DurableWrite.IsOfTheDatabase(exception))
        {
            Log.NotRead(logger, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The key ring could not be read; the node goes on with the keys that it knows.")]
        public static partial void NotRead(ILogger logger, Exception exception);
    }
}
