using Npgsql;
using NpgsqlTypes;
using RingCentral.Connect.Vault.Rotation;

namespace RingCentral.Connect.Api.Idempotency;

/// <summary>
/// Remembers requests that callers have named, and their answers, for a day. Answers are kept under Data Protection: one may hold a link that lets somebody in.
/// </summary>
internal sealed partial class IdempotentRequests(
    NpgsqlDataSource dataSource, AnswerProtector protector, DurableWrite durable, TimeProvider time, ILogger<IdempotentRequests> logger)
{
    /// <summary>How long an answer is repeated.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>No call works longer than this: an attempt without an answer has ended with its node, and may be made again.</summary>
    public static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(2);

    private const string Begin =
        """
        INSERT INTO idempotent_requests AS known (api_key_id, key, fingerprint, attempt_id, started_at) VALUES (@api_key_id, @key, @fingerprint, @attempt_id, @now)
        ON CONFLICT (api_key_id, key) DO UPDATE
           SET fingerprint = excluded.fingerprint, attempt_id = excluded.attempt_id, started_at = excluded.started_at, answer = NULL
         WHERE known.started_at <= @now - @kept
            OR (known.answer IS NULL AND known.started_at <= @now - @abandoned AND known.fingerprint = excluded.fingerprint)
        RETURNING 1
        """;

    private const string Look = "SELECT fingerprint, answer FROM idempotent_requests WHERE api_key_id = @api_key_id AND key = @key";
    private const string End = "UPDATE idempotent_requests SET answer = @answer WHERE api_key_id = @api_key_id AND key = @key AND attempt_id = @attempt_id";
    private const string Drop = "DELETE FROM idempotent_requests WHERE api_key_id = @api_key_id AND key = @key AND attempt_id = @attempt_id AND answer IS NULL";

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    /// <summary>Begins a request, unless it is known.</summary>
    public async Task<IdempotencyStanding> BeginAsync(NamedRequest request, CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var begin = Command(Begin, request);
            begin.Parameters.AddWithValue("fingerprint", request.Fingerprint);
            begin.Parameters.AddWithValue("now", time.GetUtcNow());
            begin.Parameters.AddWithValue("kept", Kept);
            begin.Parameters.AddWithValue("abandoned", Abandoned);
            if (await begin.ExecuteScalarAsync(cancellationToken) is not null)
            {
                return new IdempotencyStanding.Begun();
            }

            await using var look = Command(Look, request);
            await using var row = await look.ExecuteReaderAsync(cancellationToken);
            if (await row.ReadAsync(cancellationToken))
            {
                return !row.GetFieldValue<byte[]>(0).AsSpan().SequenceEqual(request.Fingerprint) ? new IdempotencyStanding.OtherRequest()
                    : row.IsDBNull(1) ? new IdempotencyStanding.UnderWay()
                    : new IdempotencyStanding.Answered(protector.Open(request.ApiKeyId, request.Key, row.GetFieldValue<byte[]>(1)));
            }

            // The attempt before has failed just now and left nothing: this one may begin.
        }
    }

    /// <summary>Keeps the answer. The caller is not held up for long when the database does not take it: the write goes on.</summary>
    public Task EndAsync(NamedRequest request, KeptAnswer answer)
    {
        var ciphertext = protector.Seal(request.ApiKeyId, request.Key, answer);
        return WriteAsync(End, request, command => command.Parameters.AddWithValue("answer", ciphertext));
    }

    /// <summary>Forgets an attempt that came to nothing: the next one begins anew.</summary>
    public Task DropAsync(NamedRequest request) => WriteAsync(Drop, request, _ => { });

    private async Task WriteAsync(string sql, NamedRequest request, Action<NpgsqlCommand> prepare)
    {
        var written = durable.RunAsync(async token =>
        {
            await using var command = Command(sql, request);
            prepare(command);
            return await command.ExecuteNonQueryAsync(token);
        });
        try
        {
            await written.WaitAsync(LongestWait, time);
        }
        catch (TimeoutException exception)
        {
            Log.NotYetWritten(logger, exception);
        }
    }

    private NpgsqlCommand Command(string sql, NamedRequest request)
    {
        var command = dataSource.CreateCommand(sql);
        command.Parameters.AddWithValue("api_key_id", request.ApiKeyId);
        command.Parameters.AddWithValue("key", request.Key);
        command.Parameters.Add(new NpgsqlParameter<Guid>("attempt_id", NpgsqlDbType.Uuid) { TypedValue = request.AttemptId });
        return command;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The answer to a request with an idempotency key could not be kept yet; still trying.")]
        public static partial void NotYetWritten(ILogger logger, Exception exception);
    }
}
