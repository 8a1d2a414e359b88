namespace RingCentral.Connect.Client.Tokens;

/// <summary>How long a caller is kept waiting in all: waits as told, else longer and longer ones.</summary>
internal sealed class Patience(TimeProvider time, TimeSpan whole)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(4);

    private readonly long _beganAt = time.GetTimestamp();
    private TimeSpan _next = ShortestPause;

    /// <summary>The pause before the next attempt; null where it would end after all patience has.</summary>
    /// <param name="told">What the service asked for.</param>
    public TimeSpan? Allows(TimeSpan? told)
    {
        var pause = told ?? _next;
        _next = _next * 2 < LongestPause ? _next * 2 : LongestPause;
        return time.GetElapsedTime(_beganAt) + pause <= whole ? pause : null;
    }
}
