using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using Npgsql;
using RingCentral.Connect.Benchmarks.Servers;

namespace RingCentral.Connect.Benchmarks.Load;

/// <summary>
/// The limit of a rotation: one form POST to the simulator and one single-row UPDATE, and nothing else: no claim, no encryption, no fence, no history.
/// </summary>
internal sealed class PostAndUpdateLoop(NpgsqlDataSource database, ServerProcess simulator, IReadOnlyList<string> refreshTokens) : IAsyncDisposable
{
    private const string Table =
        """
        CREATE TABLE bare_sessions (id int PRIMARY KEY, pair bytea NOT NULL, generation bigint NOT NULL, due_at timestamptz NOT NULL) WITH (fillfactor = 80);
        CREATE INDEX ON bare_sessions (due_at);
        INSERT INTO bare_sessions SELECT id, decode(repeat('00', 400), 'hex'), 1, now() FROM generate_series(0, @count - 1) id
        """;

    private const string Update = "UPDATE bare_sessions SET pair = @pair, generation = generation + 1, due_at = now() WHERE id = @id";

    private readonly string[] _tokens = [.. refreshTokens];
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = simulator.Address };

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String("sandbox-client:sandbox-secret"u8));
        await using var command = database.CreateCommand(Table);
        command.Parameters.AddWithValue("count", _tokens.Length);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Refreshes every session once.</summary>
    /// <returns>Sessions per second.</returns>
    public async Task<double> RunAsync(int concurrency, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, _tokens.Length),
            new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellationToken },
            RefreshAsync);
        return _tokens.Length / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    private async ValueTask RefreshAsync(int at, CancellationToken cancellationToken)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = _tokens[at] });
        using var response = await _http.PostAsync(new Uri("/restapi/oauth/token", UriKind.Relative), form, cancellationToken);
        var body = await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(cancellationToken);
        using var reply = JsonDocument.Parse(body);
        _tokens[at] = reply.RootElement.GetProperty("refresh_token").GetString()!;
        await using var command = database.CreateCommand(Update);
        command.Parameters.AddWithValue("pair", body);
        command.Parameters.AddWithValue("id", at);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
