using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace RingCentral.Connect.RingCentralApi.Budget;

/// <summary>Names the client id and secret that we ask with, without telling either: another secret has another standing with RingCentral.</summary>
internal sealed class ClientKey(IOptions<RingCentralOptions> options)
{
    private const int Length = 24;

    /// <summary>Part of a hash.</summary>
    public string Value { get; } = Convert.ToHexStringLower(
        HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(options.Value.ClientSecret?.Reveal() ?? "public"),
            Encoding.UTF8.GetBytes($"{options.Value.ServerUrl}|{options.Value.ClientId}")))[..Length];
}
