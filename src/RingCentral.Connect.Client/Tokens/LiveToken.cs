namespace RingCentral.Connect.Client.Tokens;

/// <summary>A token and how long it may be used, counted on the monotonic clock from before it was asked for: no wall clock decides.</summary>
internal sealed record LiveToken(RingCentralToken Token, long AskedAt, TimeSpan Life)
{
    public TimeSpan Left(TimeProvider time) => Life - time.GetElapsedTime(AskedAt);
}
