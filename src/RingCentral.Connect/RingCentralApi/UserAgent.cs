namespace RingCentral.Connect.RingCentralApi;

/// <summary>What we call ourselves in every request (RINGCENTRAL 9 asks for a stable <c>User-Agent</c>).</summary>
internal static class UserAgent
{
    /// <summary>Of the service, such as <c>0.1.0</c>.</summary>
    public static string Version { get; } = typeof(UserAgent).Assembly.GetName().Version!.ToString(3);

    /// <summary>Such as <c>RingCentral-Connect/0.1.0</c>.</summary>
    public static string Value { get; } = $"RingCentral-Connect/{Version}";
}
