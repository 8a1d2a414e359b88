using System.Net;
using RingCentral.Connect.RingCentralApi.Budget;
using RingCentral.Connect.RingCentralApi.Errors;

namespace RingCentral.Connect.RingCentralApi;

/// <summary>How one HTTP exchange with RingCentral ended.</summary>
internal abstract record Exchange
{
    private Exchange()
    {
    }

    /// <summary>A reply came whole.</summary>
    /// <param name="Status">Its status.</param>
    /// <param name="Body">Its body, which may hold tokens.</param>
    /// <param name="Error">Its codes, should it be an error, and its request id in any case.</param>
    public sealed record Answered(HttpStatusCode Status, ReadOnlyMemory<byte> Body, RingCentralError Error) : Exchange
    {
        /// <summary>The rate-limit headers of the Auth group, where they came.</summary>
        public RateLimit? RateLimit { get; init; }

        public override string ToString() => $"{nameof(Answered)} {(int)Status}";
    }

    /// <summary>The request never left: name, connect or TLS failed.</summary>
    public sealed record NotSent(string Cause) : Exchange;

    /// <summary>The request left, or may have; no whole reply came.</summary>
    public sealed record Broken(string Cause) : Exchange;
}
