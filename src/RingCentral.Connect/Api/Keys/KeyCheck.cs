using Microsoft.Extensions.Primitives;

namespace RingCentral.Connect.Api.Keys;

/// <summary>Finds out which key a request came with. One with a wrong checksum is refused without a look anywhere.</summary>
internal sealed class KeyCheck(KnownKeys keys, KeyUses uses, TimeProvider time)
{
    private const string Scheme = "Bearer ";

    /// <summary>The live key of an <c>Authorization</c> header; null where there is none.</summary>
    public ValueTask<KnownKey?> CheckAsync(StringValues authorization, CancellationToken cancellationToken)
    {
        Span<byte> hash = stackalloc byte[ApiKeySecret.HashLength];
        if (!TryHash(authorization, hash))
        {
            return ValueTask.FromResult<KnownKey?>(null);
        }

        var finding = keys.FindAsync(hash, cancellationToken);
        return finding.IsCompletedSuccessfully ? ValueTask.FromResult(Note(finding.Result)) : new ValueTask<KnownKey?>(NoteAsync(finding));
    }

    /// <summary>The same without a look into the database: null also where only that could tell.</summary>
    public KnownKey? FindAtHand(StringValues authorization, DateTimeOffset now)
    {
        Span<byte> hash = stackalloc byte[ApiKeySecret.HashLength];
        return TryHash(authorization, hash) && keys.FindAtHand(hash) is { } key && key.IsLive(now) ? Note(key, now) : null;
    }

    private static bool TryHash(StringValues authorization, Span<byte> hash) =>
        authorization.Count == 1
        && authorization[0] is { } header
        && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && ApiKeySecret.TryHash(header.AsSpan(Scheme.Length).Trim(' '), hash);

    private async Task<KnownKey?> NoteAsync(ValueTask<KnownKey?> finding) => Note(await finding);

    private KnownKey? Note(KnownKey? key) => key is null ? null : Note(key, time.GetUtcNow());

    private KnownKey Note(KnownKey key, DateTimeOffset now)
    {
        uses.Record(key.Access.KeyId, now);
        return key;
    }
}
