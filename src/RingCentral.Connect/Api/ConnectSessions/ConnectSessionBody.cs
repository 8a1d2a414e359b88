using System.Text.Json;
using RingCentral.Connect.Api.Requests;
using RingCentral.Connect.Connecting.ConnectSessions;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Api.ConnectSessions;

/// <summary>An invitation as app code asks for it.</summary>
internal sealed record ConnectSessionBody
{
    public JsonElement ExternalId { get; init; }

    public JsonElement ReturnUrl { get; init; }

    public JsonElement LoginHint { get; init; }

    public JsonElement Metadata { get; init; }

    public JsonElement RequireCompletion { get; init; }

    public JsonElement ExpiresIn { get; init; }

    public JsonElement ServerUrl { get; init; }

    /// <summary>The request, or what is wrong by field. The server is looked at by the caller: it has a code of its own.</summary>
    public (ConnectSessionRequest? Request, IReadOnlyDictionary<string, string[]> Errors) Read(ReturnUrls returnUrls, string server, string actor)
    {
        var errors = new Dictionary<string, string[]>();
        var externalId = JsonFields.Text(ExternalId);
        if (!ExternalIds.IsValid(externalId))
        {
            errors["external_id"] = [ExternalIds.Rule];
        }

        var request = new ConnectSessionRequest
        {
            ExternalId = externalId ?? "",
            ReturnUrl = ReadReturnUrl(returnUrls, errors),
            LoginHint = ReadLoginHint(errors),
            Metadata = JsonFields.Metadata(Metadata, errors),
            RequireCompletion = ReadRequireCompletion(errors),
            Lifetime = ReadLifetime(errors),
            Server = server,
            Actor = actor,
        };
        if (request is { RequireCompletion: true, ReturnUrl: null } && !errors.ContainsKey("return_url"))
        {
            errors["return_url"] = ["is needed with require_completion: the completion code comes to it"];
        }

        return errors.Count > 0 ? (null, errors) : (request, errors);
    }

    private Uri? ReadReturnUrl(ReturnUrls returnUrls, Dictionary<string, string[]> errors)
    {
        if (!JsonFields.IsGiven(ReturnUrl))
        {
            return null;
        }

        var url = JsonFields.Text(ReturnUrl) is { } text ? returnUrls.TryParse(text) : null;
        if (url is null)
        {
            errors["return_url"] = ["must be one of the addresses of Connect:AllowedReturnUrls, or lie under one"];
        }

        return url;
    }

    private string? ReadLoginHint(Dictionary<string, string[]> errors)
    {
        if (!JsonFields.IsGiven(LoginHint))
        {
            return null;
        }

        var hint = JsonFields.Text(LoginHint);
        if (hint is not { Length: > 0 and <= ConnectSessionRequest.LongestHint } || hint.Any(char.IsControl))
        {
            errors["login_hint"] = [$"must have 1 to {ConnectSessionRequest.LongestHint} characters: the phone number or mail address that the user signs in by"];
        }

        return hint;
    }

    private bool ReadRequireCompletion(Dictionary<string, string[]> errors)
    {
        if (RequireCompletion.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.True or JsonValueKind.False))
        {
            errors["require_completion"] = ["must be true or false"];
        }

        return RequireCompletion.ValueKind == JsonValueKind.True;
    }

    private TimeSpan ReadLifetime(Dictionary<string, string[]> errors)
    {
        if (!JsonFields.IsGiven(ExpiresIn))
        {
            return ConnectSessionRequest.DefaultLifetime;
        }

        var (least, most) = ConnectSessionRequest.Lifetimes;
        if (ExpiresIn.ValueKind != JsonValueKind.Number || !ExpiresIn.TryGetInt32(out var seconds) || seconds < least.TotalSeconds || seconds > most.TotalSeconds)
        {
            errors["expires_in"] = [$"must be a whole number of seconds between {least.TotalSeconds} and {most.TotalSeconds}"];
            return default;
        }

        return TimeSpan.FromSeconds(seconds);
    }
}

/// <summary>An invitation that was made.</summary>
internal sealed record ConnectSessionAnswer(Guid Id, Uri ConnectUrl, DateTimeOffset ExpiresAt);

/// <summary>The confirmation of who finished a flow.</summary>
internal sealed record CompletionBody
{
    public JsonElement CompletionCode { get; init; }

    public JsonElement ExternalId { get; init; }
}

/// <summary>A link that opens a person's own connection.</summary>
internal sealed record ManageLinkAnswer(Uri ManageUrl, DateTimeOffset ExpiresAt);
