namespace RingCentral.Connect.Vault.Reading;

/// <summary>How far one caller's wait for a token has come.</summary>
internal sealed class CallerWait(TimeProvider time, TimeSpan atMost)
{
    private readonly long _started = time.GetTimestamp();

    /// <summary>What is left of the caller's patience, never less than nothing.</summary>
    public TimeSpan Left => atMost - time.GetElapsedTime(_started) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    /// <summary>The generation whose hold this caller broke: nothing is waited for but its rotation.</summary>
    public long? ForcedFrom { get; set; }

    /// <summary>Whether the session's time had come at the last step, and nothing could be started: another node has it, or there is no budget.</summary>
    public bool WasDenied { get; set; }
}
