namespace RingCentral.Connect.Api.Description;

/// <summary>Every call of the API. A test holds this list to the endpoints that there are.</summary>
internal static class ApiCalls
{
    /// <summary>The groups, in the order in which they are read, with what they are about.</summary>
    public static IReadOnlyList<(string Name, string About)> Groups { get; } =
    [
        (TokenCalls.Group, "What app code lives on: a token that works until its `expires_at`."),
        (ConnectionCalls.Group, "Users whose RingCentral accounts are connected: look at them, change them, end them."),
        (ConnectSessionCalls.Group, "Links that lead a user to RingCentral's sign-in and back."),
        (JwtCalls.Group, "Connections that no user signs in for."),
        (EventCalls.Group, "What has happened to connections, in order, without a gap."),
        (WebhookCalls.Group, "Being told of events at an address of yours, signed as the Standard Webhooks specification says."),
        (ImportCalls.Group, "Sessions that another program has kept alive until now."),
    ];

    private static readonly Dictionary<(string, string), ApiCall> ByRoute =
        new[] { TokenCalls.All, ConnectionCalls.All, ConnectSessionCalls.All, JwtCalls.All, EventCalls.All, WebhookCalls.All, ImportCalls.All }.SelectMany(calls => calls).ToDictionary(call => (call.Method, call.Path));

    public static IReadOnlyCollection<ApiCall> All => ByRoute.Values;

    public static ApiCall? Find(string method, string path) => ByRoute.GetValueOrDefault((method, path));
}
