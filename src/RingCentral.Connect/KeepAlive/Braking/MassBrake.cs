using Npgsql;
using RingCentral.Connect.Vault.Rotation;

namespace RingCentral.Connect.KeepAlive.Braking;

/// <summary>
/// The mass brake (DESIGN 6): when at least 10 terminal answers came from at least 3 accounts within 10 minutes, and they are more than half of all
/// answers, something is wrong with us or with RingCentral rather than with so many users. Nobody is flagged then, and an alarm is raised;
/// one account alone never trips it. An administrator who acknowledges the alarm lets it go.
/// </summary>
internal sealed class MassBrake(NpgsqlDataSource dataSource, DurableWrite durable, TimeProvider time) : IFlagBrake
{
    private const int LeastAnswers = 10;
    private const int LeastAccounts = 3;

    /// <summary>How far back the brake looks.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private const string Note = "INSERT INTO terminal_answers (at, connection_id, account) VALUES (@now, @connection_id, @account)";

    /// <summary>
    /// Of a connection that is asked again and again only the last answer counts. Rotations are counted by rollups, which come a few seconds late:
    /// that can only trip the brake early.
    /// </summary>
    private const string Weigh =
        """
        SELECT count(DISTINCT connection_id), count(DISTINCT account),
               (SELECT coalesce(sum(count), 0)::bigint FROM rotation_rollups WHERE "from" > @since AND seconds = 60 AND outcome = 'rotated')
          FROM terminal_answers WHERE at > @since
        """;

    private const string Released =
        "SELECT EXISTS (SELECT 1 FROM alarms WHERE kind = 'mass_brake' AND closed_at IS NULL AND acknowledged_at IS NOT NULL)";

    private const string Forget = "DELETE FROM terminal_answers WHERE at <= @since";

    /// <inheritdoc/>
    /// <remarks>A database that is away delays the answer, and does not lose it. Noting it twice does no harm: a connection counts once.</remarks>
    public Task<bool> MayFlagAsync(RotationClaim claim) => durable.RunAsync(token => DecideAsync(claim, token));

    private async Task<bool> DecideAsync(RotationClaim claim, CancellationToken cancellationToken)
    {
        await using (var command = dataSource.CreateCommand(Note))
        {
            command.Parameters.AddWithValue("now", time.GetUtcNow());
            command.Parameters.AddWithValue("connection_id", claim.ConnectionId);
            command.Parameters.AddWithValue("account", claim.Account);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        return !(await WeighAsync(cancellationToken)).IsTripped || await IsReleasedAsync(cancellationToken);
    }

    /// <summary>Whether an administrator has looked, and found that these sessions really have ended.</summary>
    private async Task<bool> IsReleasedAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(Released);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    /// <summary>What the brake weighs now.</summary>
    public async Task<BrakeWeights> WeighAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(Weigh);
        command.Parameters.AddWithValue("since", time.GetUtcNow() - Window);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return new BrakeWeights(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2));
    }

    /// <summary>Forgets answers that are past the window.</summary>
    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(Forget);
        command.Parameters.AddWithValue("since", time.GetUtcNow() - Window);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>What came within the window.</summary>
    /// <param name="Terminal">Connections with a terminal answer.</param>
    /// <param name="Accounts">The accounts they belong to.</param>
    /// <param name="Rotated">Rotations that succeeded.</param>
    internal readonly record struct BrakeWeights(long Terminal, long Accounts, long Rotated)
    {
        /// <summary>Whether nobody may be flagged.</summary>
        public bool IsTripped => Terminal >= LeastAnswers && Accounts >= LeastAccounts && Terminal > Rotated;
    }
}
