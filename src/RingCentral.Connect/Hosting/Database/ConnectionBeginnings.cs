using Npgsql;
using RingCentral.Connect.Vault.Failover;

namespace RingCentral.Connect.Hosting.Database;

/// <summary>What is done on every new connection before it is used.</summary>
internal sealed class ConnectionBeginnings(DatabaseTimeline timeline)
{
    /// <summary>For a connection that has just been opened.</summary>
    public void Begin(NpgsqlConnection connection)
    {
        DurableCommits.Ensure(connection);
        timeline.Observe(connection);
    }

    /// <inheritdoc cref="Begin"/>
    public async Task BeginAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await DurableCommits.EnsureAsync(connection, cancellationToken);
        await timeline.ObserveAsync(connection, cancellationToken);
    }
}
