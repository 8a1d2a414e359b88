using System.Net;
using System.Text.Json;
using RingCentral.Connect.RingCentralApi.Secrets;

namespace RingCentral.Connect.RingCentralApi.Identity;

/// <summary>
/// Reads <c>extension/~</c>, RingCentral's cheapest call that proves an access token. Never with a pair that is not committed:
/// its first use starts the 10 seconds after which the old refresh token is dead (RINGCENTRAL 4, row 4).
/// </summary>
internal sealed class ExtensionClient(RingCentralHttp http)
{
    private const string ExtensionPath = "/restapi/v1.0/account/~/extension/~";

    /// <summary>The token's own extension.</summary>
    public async Task<ExtensionAnswer> ReadAsync(ServerOrigin server, AccessToken accessToken, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, server.At(ExtensionPath));
        RingCentralHttp.Authorize(request, accessToken);
        return await http.SendAsync(request, cancellationToken) switch
        {
            Exchange.Answered { Status: HttpStatusCode.OK } answered => Read(answered.Body),
            Exchange.Answered { Error.Code: "CMN-401" } => new ExtensionAnswer.NotPermitted(),
            Exchange.Answered answered => new ExtensionAnswer.Refused(answered.Error),
            Exchange.NotSent notSent => new ExtensionAnswer.Unanswered(notSent.Cause),
            Exchange.Broken broken => new ExtensionAnswer.Unanswered(broken.Cause),
            var other => throw new InvalidOperationException($"An exchange cannot end as {other.GetType().Name}."),
        };
    }

    private static ExtensionAnswer Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            var contact = Member(root, "contact");
            return Text(root, "id") is not { } id
                ? new ExtensionAnswer.Unanswered("incomplete_reply")
                : new ExtensionAnswer.Found(new ExtensionInfo(id, Text(Member(root, "account"), "id"))
                {
                    Name = Text(root, "name"),
                    Email = Text(contact, "email"),
                    ExtensionNumber = Text(root, "extensionNumber"),
                });
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: text that is neither valid UTF-8 nor UTF-16.
            return new ExtensionAnswer.Unanswered("incomplete_reply");
        }
    }

    private static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    private static string? Text(JsonElement element, string name)
    {
        var value = Member(element, name);
        return value.ValueKind switch
        {
            JsonValueKind.String when value.GetString() is { Length: > 0 } text && !text.Contains('\0') => text,
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
    }
}
