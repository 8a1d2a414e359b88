using Npgsql;
using NpgsqlTypes;
using RingCentral.Connect.Data.Events;

namespace RingCentral.Connect.Vault.Rotation;

/// <summary>
/// Commits pairs, many in one statement, each fenced by the generation and session whose refresh token was spent (DESIGN 5, point 4).
/// </summary>
internal sealed class PairCommits(NpgsqlDataSource dataSource, TimeProvider time)
{
    /// <summary>Commits new pairs.</summary>
    /// <returns>The connections whose row took its pair; the others had moved on.</returns>
    public Task<IReadOnlySet<Guid>> RunAsync(IReadOnlyList<NewPair> pairs, CancellationToken cancellationToken) =>
        RunAsync(PairStatement.Commit, EventTypes.RotationResumed, pairs, [.. pairs.Select(pair => pair.HadFailed)], cancellationToken);

    /// <summary>Writes pairs back that the database had and lost; history tells of each.</summary>
    /// <returns>The connections whose row took its pair; the others have a pair as new, or another session.</returns>
    public Task<IReadOnlySet<Guid>> WriteBackAsync(IReadOnlyList<NewPair> pairs, CancellationToken cancellationToken) =>
        RunAsync(PairStatement.WriteBack, EventTypes.PairRestored, pairs, [.. pairs.Select(_ => true)], cancellationToken);

    private async Task<IReadOnlySet<Guid>> RunAsync(
        string sql, string toldAs, IReadOnlyList<NewPair> pairs, bool[] tells, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(sql);
        command.Parameters.AddWithValue("now", time.GetUtcNow());
        command.Parameters.AddWithValue("told_as", toldAs);
        command.Parameters.AddWithValue("tells", tells);
        AddFence(command.Parameters, pairs);
        AddClocks(command.Parameters, pairs);
        var settled = new HashSet<Guid>(pairs.Count);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            settled.Add(reader.GetGuid(0));
        }

        return settled;
    }

    private static void AddFence(NpgsqlParameterCollection parameters, IReadOnlyList<NewPair> pairs)
    {
        Add(parameters, "ids", NpgsqlDbType.Uuid, pairs, pair => pair.ConnectionId);
        Add(parameters, "keys", NpgsqlDbType.Uuid, pairs, pair => pair.SessionKey);
        Add(parameters, "spent", NpgsqlDbType.Bigint, pairs, pair => pair.Spent);
        Add(parameters, "ciphertexts", NpgsqlDbType.Bytea, pairs, pair => pair.Pair.Ciphertext);
        Add(parameters, "key_ids", NpgsqlDbType.Uuid, pairs, pair => pair.Pair.KeyId);
        Add(parameters, "session_ids", NpgsqlDbType.Text, pairs, pair => pair.SessionId);
        Add(parameters, "endpoint_ids", NpgsqlDbType.Text, pairs, pair => pair.EndpointId);
        Add(parameters, "scopes", NpgsqlDbType.Text, pairs, pair => pair.Scope);
    }

    private static void AddClocks(NpgsqlParameterCollection parameters, IReadOnlyList<NewPair> pairs)
    {
        Add(parameters, "issued", NpgsqlDbType.TimestampTz, pairs, pair => pair.Clocks.IssuedAt);
        Add(parameters, "access_expires", NpgsqlDbType.TimestampTz, pairs, pair => pair.Clocks.AccessExpiresAt);
        Add(parameters, "refresh_expires", NpgsqlDbType.TimestampTz, pairs, pair => pair.Clocks.RefreshExpiresAt);
        Add(parameters, "session_expires", NpgsqlDbType.TimestampTz, pairs, pair => pair.Clocks.SessionExpiresAt);
        Add(parameters, "idle_timeouts", NpgsqlDbType.Integer, pairs, pair => (int?)pair.Clocks.IdleTimeout?.TotalSeconds);
        Add(parameters, "holds", NpgsqlDbType.TimestampTz, pairs, pair => pair.HoldUntil);
        Add(parameters, "due_classes", NpgsqlDbType.Integer, pairs, pair => (int)pair.Due.Class);
        Add(parameters, "dues", NpgsqlDbType.TimestampTz, pairs, pair => pair.Due.At);
    }

    private static void Add<T>(NpgsqlParameterCollection parameters, string name, NpgsqlDbType type, IReadOnlyList<NewPair> pairs, Func<NewPair, T> value) =>
        parameters.Add(new NpgsqlParameter(name, NpgsqlDbType.Array | type) { Value = pairs.Select(value).ToArray() });
}
