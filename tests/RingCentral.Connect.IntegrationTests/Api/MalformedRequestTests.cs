using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.IntegrationTests.Kit;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Api;

public sealed class MalformedRequestTests(LiveFixture fixture, ITestOutputHelper output) : IClassFixture<LiveFixture>
{
    private const int Count = 10_000;
    private const int AtOnce = 8;

    private ServiceNode Node => fixture.Node;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_request_makes_the_API_fail_or_tell_what_it_is_made_of()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("MALFORMED_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Random.Shared.Next();
        output.WriteLine($"MALFORMED_SEED={seed}");
        var requests = await GenerateAsync(seed);
        var troubles = new ConcurrentBag<string>();
        var statuses = new ConcurrentDictionary<int, int>();

        await Parallel.ForEachAsync(requests, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Cancelled }, async (request, token) =>
        {
            var (status, trouble) = Check(await SendAsync(request, token), request);
            statuses.AddOrUpdate(status, 1, static (_, count) => count + 1);
            if (trouble is not null)
            {
                troubles.Add($"{trouble}\n{request}");
            }
        });

        output.WriteLine(string.Join(", ", statuses.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}: {pair.Value}")));
        Assert.True(troubles.IsEmpty, $"MALFORMED_SEED={seed}: {troubles.Count}, such as\n{string.Join("\n\n", troubles.Take(5))}");
        Assert.True(statuses.GetValueOrDefault(400) > Count / 10, "Few of the requests were refused: do they still reach the calls?");
        Assert.True(statuses.Keys.Any(status => status is >= 200 and < 300), "Not one request was carried out: do they still reach the calls?");
    }

    /// <summary>Against every route there is, with ids of connections that exist and ask nothing of RingCentral.</summary>
    private async Task<List<MalformedRequest>> GenerateAsync(int seed)
    {
        var routes = Node.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []).Select(method => $"{method} /{endpoint.RoutePattern.RawText!.TrimStart('/')}"))
            .Where(route => route.Contains(" /api/v1/", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(routes.Count >= 10, string.Join(' ', routes));
        var ids = new List<string>();
        foreach (var state in new[] { ConnectionState.Disconnected, ConnectionState.NeedsReauthorization, ConnectionState.Pending })
        {
            var id = await Node.AddAsync((connection, _) => connection.State = state);
            ids.AddRange([id.ToString(), (await Node.ConnectionAsync(id)).ExternalId]);
        }

        var generator = new MalformedRequests(seed, routes, ids, await Node.CreateKeyAsync());
        return [.. Enumerable.Range(0, Count).Select(_ => generator.Next())];
    }

    private static (int Status, string? Trouble) Check(string answer, MalformedRequest request)
    {
        if (answer.Length == 0)
        {
            return (0, request.MayBeNoHttp ? null : "No answer.");
        }

        var status = int.Parse(answer.AsSpan(9, 3), CultureInfo.InvariantCulture);
        if (status < 400)
        {
            return (status, null);
        }

        if (status >= 500 || answer.Contains("   at ", StringComparison.Ordinal) || answer.Contains("Exception", StringComparison.Ordinal))
        {
            return (status, answer);
        }

        var isTurnedAway = request.MayBeNoHttp && answer.Contains("Content-Length: 0\r\n", StringComparison.OrdinalIgnoreCase);
        if (LeavesTheApi(request))
        {
            return (status, null);
        }

        var hasNoBody = request.ToString().StartsWith("HEAD ", StringComparison.Ordinal);
        return (status, isTurnedAway || hasNoBody || IsProblem(answer, status) ? null : answer);
    }

    /// <summary>Climbs out of it by dots: pages answer there.</summary>
    private static bool LeavesTheApi(MalformedRequest request) =>
        !Uri.TryCreate("http://localhost" + request.ToString().Split(' ')[1], UriKind.Absolute, out var address)
        || !address.AbsolutePath.StartsWith("/api/", StringComparison.OrdinalIgnoreCase);

    private static bool IsProblem(string answer, int status)
    {
        if (!answer.Contains("Content-Type: application/problem+json", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        try
        {
            var body = JsonElement.Parse(answer[answer.IndexOf('{', StringComparison.Ordinal)..(answer.LastIndexOf('}') + 1)]);
            return body.GetProperty("status").GetInt32() == status && body.GetProperty("code").GetString()!.Length > 0 && body.GetProperty("reference").GetString()!.Length > 0;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException or KeyNotFoundException)
        {
            return false;
        }
    }

    private async Task<string> SendAsync(MalformedRequest request, CancellationToken cancellationToken)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(Node.Url.Host, Node.Url.Port, cancellationToken);
        await using var stream = new NetworkStream(socket);
        using var answer = new MemoryStream();
        try
        {
            await stream.WriteAsync(request.Bytes, cancellationToken);
            await stream.CopyToAsync(answer, cancellationToken);
        }
        catch (IOException)
        {
            // The server closed the connection without reading all that it had refused.
            await ReadRestAsync(stream, answer, cancellationToken);
        }

        return Encoding.UTF8.GetString(answer.ToArray());
    }

    private static async Task ReadRestAsync(NetworkStream stream, MemoryStream answer, CancellationToken cancellationToken)
    {
        try
        {
            await stream.CopyToAsync(answer, cancellationToken);
        }
        catch (IOException)
        {
            // Nothing more comes.
        }
    }
}
