using Microsoft.Extensions.Options;

namespace RingCentral.Connect.RingCentralApi;

/// <summary>
/// The gate through which every server address passes, wherever it came from: secrets go only to the exact origins of
/// <c>RingCentral:ServerUrl</c> and <c>RingCentral:Servers</c>.
/// </summary>
internal sealed class ServerDirectory(IOptions<RingCentralOptions> options)
{
    private readonly HashSet<ServerOrigin> _allowed = [.. options.Value.Servers.Prepend(options.Value.ServerUrl).Select(ServerOrigin.Of)];

    /// <summary>The server of new connections.</summary>
    public ServerOrigin Default { get; } = ServerOrigin.Of(options.Value.ServerUrl);

    /// <summary>The origin of an address, if we may talk to it.</summary>
    public bool TryGet(string address, out ServerOrigin origin)
    {
        origin = Uri.TryCreate(address, UriKind.Absolute, out var uri) ? ServerOrigin.Of(uri) : default;
        return _allowed.Contains(origin);
    }

    /// <summary>The origin of a stored connection.</summary>
    /// <exception cref="InvalidOperationException">The configuration no longer names the server.</exception>
    public ServerOrigin Get(string address) =>
        TryGet(address, out var origin)
            ? origin
            : throw new InvalidOperationException($"The server '{address}' is named neither by RingCentral:ServerUrl nor by RingCentral:Servers.");
}
