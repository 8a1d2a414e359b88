namespace RingCentral.Connect.RingCentralApi;

/// <summary>What we call ourselves in every request (RINGCENTRAL 9 asks for a stable <c>User-Agent</c>).</summary>
internal static class UserAgent
{
    /// <summary>Such as <c>RingCentral-Connect/0.1.0</c>.</summary>
    public static string Value { get; } = $"RingCentral-Connect/{typeof(UserAgent).Assembly.GetName().Version!.ToString(3)}";
}
