using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RingCentral.Connect.Data.Clock;
using RingCentral.Connect.Hosting.Database;
using RingCentral.Connect.Vault.Rotation;

namespace RingCentral.Connect.Hosting.Health;

/// <summary>Ready means database, migrations and key ring; never RingCentral's health, which no restart of ours mends.</summary>
internal sealed class ReadinessCheck(Migrator migrator, SchemaGate gate, IKeyManager keys, DatabaseClock clock) : IHealthCheck
{
    private const string NoDatabase = "The database does not answer.";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            if (await FaultAsync(cancellationToken) is { } fault)
            {
                return HealthCheckResult.Unhealthy(fault);
            }
        }
        catch (Exception exception) when (DurableWrite.IsOfTheDatabase(exception))
        {
            return HealthCheckResult.Unhealthy(NoDatabase);
        }

        return HealthCheckResult.Healthy();
    }

    /// <summary>A database that was up to date once stays so for this build; then it only has to answer.</summary>
    private async Task<string?> FaultAsync(CancellationToken cancellationToken)
    {
        if (gate.IsOpen)
        {
            await migrator.PingAsync(cancellationToken);
        }
        else if (await migrator.MissingAsync(cancellationToken) is { Count: > 0 } missing)
        {
            return $"Migrations are missing ({string.Join(", ", missing)}): run the command migrate. This node waits for it, and goes on by itself.";
        }
        else
        {
            return "The work of this node begins in a moment.";
        }

        if (!clock.IsSampled)
        {
            return "The database's clock has not been read yet.";
        }

        return keys.GetAllKeys().Any(key => !key.IsRevoked) ? null : "The key ring is empty: run the command migrate.";
    }
}
