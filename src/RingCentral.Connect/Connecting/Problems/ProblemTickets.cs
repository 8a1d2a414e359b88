using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using RingCentral.Connect.Connecting.Links;

namespace RingCentral.Connect.Connecting.Problems;

/// <summary>
/// Carries a problem from the callback to its page, so that the callback's address, with its code and state, does not stay in the
/// browser. The ticket is encrypted: a page says only what we made it say.
/// </summary>
internal sealed class ProblemTickets(IDataProtectionProvider protection)
{
    private const string Purpose = "RingCentral.Connect.Connecting.Problem.v1";
    private readonly IDataProtector _protector = protection.CreateProtector(Purpose);

    /// <summary>The path of a problem's page.</summary>
    public string PathFor(ConnectProblem problem) =>
        ConnectPaths.Problem(_protector.SealAsText(JsonSerializer.SerializeToUtf8Bytes(problem)));

    /// <summary>The problem of a ticket; null where the ticket is not ours.</summary>
    public ConnectProblem? Read(string ticket) => _protector.OpenText(ticket) is { } payload ? JsonSerializer.Deserialize<ConnectProblem>(payload) : null;
}
