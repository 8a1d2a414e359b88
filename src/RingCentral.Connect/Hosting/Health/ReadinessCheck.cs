using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using RingCentral.Connect.Data.Clock;
using RingCentral.Connect.Hosting.Database;

namespace RingCentral.Connect.Hosting.Health;

/// <summary>Ready means database, migrations and key ring; never RingCentral's health, which no restart of ours mends.</summary>
internal sealed class ReadinessCheck(Migrator migrator, IKeyManager keys, DatabaseClock clock) : IHealthCheck
{
    private volatile bool _upToDate;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            if (!await IsUpToDateAsync(cancellationToken))
            {
                return HealthCheckResult.Unhealthy("Migrations are missing: run the command migrate.");
            }
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.");
        }

        if (!clock.IsSampled)
        {
            return HealthCheckResult.Unhealthy("The database's clock has not been read yet.");
        }

        return keys.GetAllKeys().Any(key => !key.IsRevoked)
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("The key ring is empty: run the command migrate.");
    }

    /// <summary>A database that was up to date once stays so for this build; then it only has to answer.</summary>
    private async Task<bool> IsUpToDateAsync(CancellationToken cancellationToken)
    {
        if (_upToDate)
        {
            await migrator.PingAsync(cancellationToken);
            return true;
        }

        _upToDate = await migrator.IsUpToDateAsync(cancellationToken);
        return _upToDate;
    }
}
