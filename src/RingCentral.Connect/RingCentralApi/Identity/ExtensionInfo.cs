namespace RingCentral.Connect.RingCentralApi.Identity;

/// <summary>Who the user of a session is (RINGCENTRAL 8). Ids are text: RingCentral writes the same id as number and as text.</summary>
internal sealed record ExtensionInfo(string Id, string? AccountId)
{
    public string? Name { get; init; }

    public string? Email { get; init; }

    public string? ExtensionNumber { get; init; }
}

/// <summary>What <c>extension/~</c> answered.</summary>
internal abstract record ExtensionAnswer
{
    private ExtensionAnswer()
    {
    }

    /// <summary>The token works, and this is its user.</summary>
    public sealed record Found(ExtensionInfo Extension) : ExtensionAnswer;

    /// <summary>403 CMN-401: the token works, but the app lacks the permission ReadAccounts.</summary>
    public sealed record NotPermitted : ExtensionAnswer;

    /// <summary>RingCentral refused the token, or cannot answer.</summary>
    public sealed record Refused(Errors.RingCentralError Error) : ExtensionAnswer;

    /// <summary>No whole answer came.</summary>
    public sealed record Unanswered(string Cause) : ExtensionAnswer;
}
