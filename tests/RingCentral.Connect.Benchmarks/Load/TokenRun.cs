using System.Net.Http.Json;
using RingCentral.Connect.Api.Keys;
using RingCentral.Connect.Benchmarks.Installations;
using RingCentral.Connect.Benchmarks.Servers;

namespace RingCentral.Connect.Benchmarks.Load;

/// <summary>A service with some sessions of the simulator, and a bare server on the same PostgreSQL that answers with the same bytes.</summary>
internal sealed class TokenRun : IAsyncDisposable
{
    private const int Keys = 256;

    private readonly Installation _installation;
    private readonly ServerProcess _bare;
    private readonly List<ServiceNode> _nodes;
    private readonly Func<CancellationToken, Task<ServiceNode>> _serve;
    private readonly string _key;
    private readonly IReadOnlyList<string> _ids;

    private TokenRun(Installation installation, ServerProcess bare, ServiceNode node, Func<CancellationToken, Task<ServiceNode>> serve, string key, IReadOnlyList<string> ids) =>
        (_installation, _bare, _nodes, _serve, _key, _ids) = (installation, bare, [node], serve, key, ids);

    /// <param name="sessions">How many sessions are read in turn.</param>
    /// <param name="settings">For the service.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<TokenRun> StartAsync(int sessions, string[] settings, CancellationToken cancellationToken)
    {
        var installation = await Installation.StartAsync(cancellationToken);
        await using var simulator = await ServerProcess.StartSimulatorAsync(cancellationToken);
        var database = await installation.CreateDatabaseAsync("connect", cancellationToken);
        var key = await Installation.CommandAsync(
            database, cancellationToken, "api-keys", "create", "--name", "bench", "--scopes", "connections:write,connections:read,tokens:read");
        var ringCentral = simulator.Address;
        Task<ServiceNode> ServeAsync(CancellationToken token) => Installation.ServeAsync(database, ringCentral, token, settings);
        var node = await ServeAsync(cancellationToken);
        using var http = new HttpClient { BaseAddress = simulator.Address };
        using var seeded = await http.PostAsync(new Uri("/_control/seed", UriKind.Relative), JsonContent.Create(new { count = sessions }), cancellationToken);
        var ids = await node.ImportAsync(key, await seeded.Content.ReadAsStringAsync(cancellationToken), cancellationToken);
        return new TokenRun(installation, await ServerProcess.StartBareAsync(cancellationToken, database), node, ServeAsync, key, ids);
    }

    /// <summary>Starts nodes until there are so many.</summary>
    public async Task GrowAsync(int nodes, CancellationToken cancellationToken)
    {
        while (_nodes.Count < nodes)
        {
            _nodes.Add(await _serve(cancellationToken));
        }
    }

    /// <summary>Reads tokens from all nodes, one connection after the other.</summary>
    public Task<GetLoop> TokensAsync(CancellationToken cancellationToken) =>
        GetLoop.OpenAsync([.. _nodes.Select(node => node.Url)], _ids.Select(id => (TokenOf(id), _key)), RawConnection.Ok, cancellationToken);

    /// <summary>The same with keys that are none.</summary>
    /// <param name="make">Makes one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<GetLoop> InvalidKeysAsync(Func<string> make, CancellationToken cancellationToken) =>
        GetLoop.OpenAsync([_nodes[0].Url], Enumerable.Range(0, Keys).Select(at => (TokenOf(_ids[at % _ids.Count]), make())), RawConnection.Unauthorized, cancellationToken);

    /// <summary>What a bare server does: the same bytes, from memory.</summary>
    public Task<GetLoop> BareAsync(byte[] answer, CancellationToken cancellationToken) =>
        BareAsync(BareServer.BytesPath, [""], answer, cancellationToken);

    /// <summary>What a bare server does: one row read by its primary key, and the same bytes.</summary>
    public Task<GetLoop> BareReadsAsync(byte[] answer, CancellationToken cancellationToken) =>
        BareAsync(BareServer.RowPath, [.. _ids.Select(id => $"/{id}")], answer, cancellationToken);

    /// <summary>A key of the right form that nobody was given.</summary>
    public static string UnknownKey() => ApiKeySecret.Create().Reveal();

    /// <summary>The same, mistyped.</summary>
    public static string MistypedKey() => ApiKeySecret.Create().Reveal() is var key && key[20] == 'a' ? $"{key[..20]}b{key[21..]}" : $"{key[..20]}a{key[21..]}";

    public async ValueTask DisposeAsync()
    {
        await _bare.DisposeAsync();
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        await _installation.DisposeAsync();
    }

    private static string TokenOf(string id) => $"/api/v1/connections/{id}/token";

    private async Task<GetLoop> BareAsync(string path, IReadOnlyList<string> ends, byte[] answer, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = _bare.Address };
        using var body = new ByteArrayContent(answer);
        using var set = await http.PutAsync(new Uri(BareServer.BytesPath, UriKind.Relative), body, cancellationToken);
        set.EnsureSuccessStatusCode();
        return await GetLoop.OpenAsync([_bare.Address], ends.Select(end => (path + end, _key)), RawConnection.Ok, cancellationToken);
    }
}
