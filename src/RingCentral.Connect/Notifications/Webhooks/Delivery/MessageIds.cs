namespace RingCentral.Connect.Notifications.Webhooks.Delivery;

/// <summary>The id of a delivery as receivers see it: <c>msg_</c> and 32 hexadecimal digits.</summary>
internal static class MessageIds
{
    private const string Prefix = "msg_";

    public static string Write(Guid id) => $"{Prefix}{id:N}";

    public static bool TryRead(string text, out Guid id)
    {
        id = Guid.Empty;
        return text.StartsWith(Prefix, StringComparison.Ordinal) && Guid.TryParseExact(text[Prefix.Length..], "N", out id) && text == Write(id);
    }
}
