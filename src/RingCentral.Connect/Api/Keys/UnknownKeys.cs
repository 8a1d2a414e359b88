namespace RingCentral.Connect.Api.Keys;

/// <summary>How often a second this node asks the database for keys that it does not know, however many of them are tried.</summary>
internal sealed class UnknownKeys(TimeProvider time)
{
    public const int LookUpsPerSecond = 20;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1);

    private readonly Lock _counting = new();
    private long _since = time.GetTimestamp();
    private int _count;

    public bool MayLookUp()
    {
        lock (_counting)
        {
            if (time.GetElapsedTime(_since) >= Window)
            {
                (_since, _count) = (time.GetTimestamp(), 0);
            }

            return _count < LookUpsPerSecond && ++_count > 0;
        }
    }
}
