namespace RingCentral.Connect.Api.Keys;

/// <summary>What a key may do.</summary>
internal static class ApiScopes
{
    public const string TokensRead = "tokens:read";
    public const string TokensRotate = "tokens:rotate";
    public const string ConnectionsRead = "connections:read";
    public const string ConnectionsWrite = "connections:write";
    public const string ConnectSessionsWrite = "connect-sessions:write";
    public const string WebhooksWrite = "webhooks:write";
    public const string EventsRead = "events:read";

    public static IReadOnlyList<string> All { get; } =
        [TokensRead, TokensRotate, ConnectionsRead, ConnectionsWrite, ConnectSessionsWrite, WebhooksWrite, EventsRead];
}
