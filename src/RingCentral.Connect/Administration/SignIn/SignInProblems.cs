using System.Buffers.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using RingCentral.Connect.Connecting.Links;

namespace RingCentral.Connect.Administration.SignIn;

/// <summary>
/// Carries a problem from the callback to its page, so that the callback's address, with its code and state, does not stay in the browser. The ticket is encrypted: the page
/// says only what we made it say, and names a person only for a while.
/// </summary>
internal sealed class SignInProblems(IDataProtectionProvider protection)
{
    private const string Purpose = "RingCentral.Connect.Administration.SignInProblem.v1";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector(Purpose).ToTimeLimitedDataProtector();

    /// <summary>The path of a problem's page.</summary>
    public string PathFor(SignInProblem problem) =>
        $"/admin/sign-in/problem/{Base64Url.EncodeToString(_protector.Protect(JsonSerializer.SerializeToUtf8Bytes(problem), Lifetime))}";

    /// <summary>The problem of a ticket; null where the ticket is not ours, or old.</summary>
    public SignInProblem? Read(string ticket) => _protector.OpenText(ticket) is { } payload ? JsonSerializer.Deserialize<SignInProblem>(payload) : null;
}
