using RingCentral.Simulator.Apps;
using RingCentral.Simulator.Errors;

namespace RingCentral.Simulator.Authorize;

/// <summary>A well-formed authorize request (RINGCENTRAL section 2).</summary>
internal sealed record AuthorizeRequest(App App, string RedirectUri)
{
    public bool RedirectUriGiven { get; init; }

    public string? State { get; init; }

    public string? Scope { get; init; }

    public string? Challenge { get; init; }

    public string? ChallengeMethod { get; init; }

    public string? Nonce { get; init; }

    public string? LoginHint { get; init; }

    public string? BrandId { get; init; }

    public string? ResponseHint { get; init; }

    public string? Display { get; init; }

    public bool Discovery { get; init; }

    public IReadOnlySet<string> Prompt { get; init; } = new HashSet<string>();

    /// <summary>The parameters as they came; the pages carry them along, so that nothing has to be remembered between them.</summary>
    public required string Query { get; init; }
}

/// <summary>
/// What became of a request: fit to go on, an error that the application is told, or one that only the person sees,
/// because its application or redirect URI cannot be trusted.
/// </summary>
internal sealed record AuthorizeCheck
{
    public AuthorizeRequest? Request { get; init; }

    public string? ErrorForApp { get; init; }

    public string? ErrorDescription { get; init; }

    public Refusal? ErrorForPerson { get; init; }
}
