namespace RingCentral.Connect.Vault.Notices;

/// <summary>
/// What this node has heard of changes made anywhere, and whether it can be sure to have heard everything. The database tells of each change
/// that a cached answer must not outlive (the triggers of <c>ChangeNoticeTriggers</c>), in the order of the commits. The listener proves itself by
/// hearing its own words: whatever was committed before it spoke has then been heard, too.
/// </summary>
internal sealed class ChangeNotices(TimeProvider time)
{
    public const string Channel = "ringcentral_connect";

    /// <summary>How long a proof counts, from when the node spoke: no node goes by a cache for longer after a change elsewhere.</summary>
    public static readonly TimeSpan ProofLasts = TimeSpan.FromSeconds(1);

    /// <summary>The notice that the key ring is not what it was.</summary>
    public const string KeyRing = "key_ring";

    private const string Keys = "api_keys";
    private const string Connection = "connection:";
    private const long Unproven = long.MinValue;

    private long _provenAt = Unproven;

    /// <summary>A connection, or its session, is not what it was.</summary>
    public event Action<Guid>? ConnectionChanged;

    /// <summary>An API key is not what it was, or there is one more or less.</summary>
    public event Action? KeysChanged;

    /// <summary>The key ring is not what it was.</summary>
    public event Action? KeyRingChanged;

    /// <summary>Notices may have been missed: nothing that was read before counts any more.</summary>
    public event Action? Missed;

    /// <summary>Whether everything that was committed until <see cref="ProofLasts"/> ago has been heard. Only then may a cache be believed.</summary>
    public bool AreComplete
    {
        get
        {
            var provenAt = Volatile.Read(ref _provenAt);
            return provenAt != Unproven && time.GetElapsedTime(provenAt) < ProofLasts;
        }
    }

    /// <summary>Takes in a notice; what is not ours, or of a later version, is taken for a change of everything.</summary>
    public void Hear(string notice)
    {
        if (notice.StartsWith(Connection, StringComparison.Ordinal) && Guid.TryParse(notice.AsSpan(Connection.Length), out var id))
        {
            ConnectionChanged?.Invoke(id);
        }
        else if (notice == Keys)
        {
            KeysChanged?.Invoke();
        }
        else if (notice == KeyRing)
        {
            KeyRingChanged?.Invoke();
        }
        else
        {
            Missed?.Invoke();
        }
    }

    /// <summary>The node has heard what it said itself.</summary>
    /// <param name="spokenAt">The timestamp from before it spoke.</param>
    public void Prove(long spokenAt) => Volatile.Write(ref _provenAt, spokenAt);

    /// <summary>The node hears nothing any more.</summary>
    public void Distrust() => Volatile.Write(ref _provenAt, Unproven);

    /// <summary>The node hears again, and does not know what it has missed.</summary>
    public void StartOver() => Missed?.Invoke();
}
