namespace RingCentral.Connect.Client;

/// <summary>Where the service is and how it is asked.</summary>
public sealed class RingCentralConnectOptions
{
    /// <summary>The service's address, such as <c>https://connect.example.com</c>: https, or this machine.</summary>
    public Uri? Address { get; set; }

    /// <summary>A key with the scope <c>tokens:read</c>.</summary>
    public ApiKey? ApiKey { get; set; }

    /// <summary>
    /// For how long a caller is kept waiting while the service cannot be reached or asks to come back later (503 and 429 with <c>Retry-After</c>).
    /// A wait that would end later is not begun. 30 seconds; zero: one attempt.
    /// </summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long one request may take: longer than the service makes callers wait for a rotation (20 seconds unless it is told otherwise).
    /// 30 seconds.
    /// </summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long before the end of its promise a token is no longer used from memory, for the call that it is used in to reach RingCentral in time;
    /// at most a tenth of what was promised. 2 seconds.
    /// </summary>
    public TimeSpan SafetyMargin { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Further origins that a request may carry a token to, beside the connection's own server, such as RingCentral's host for recordings,
    /// <c>https://media.ringcentral.com</c>. None unless you add one.
    /// </summary>
    public IList<Uri> AdditionalOrigins { get; } = [];
}
