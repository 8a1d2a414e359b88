using System.Collections.Concurrent;
using RingCentral.Simulator.Sessions;
using RingCentral.Simulator.Tokens;

namespace RingCentral.Simulator.Authorize;

/// <summary>One authorization code and what it was given for. Redeeming locks it.</summary>
internal sealed record Code(string ClientId, long OwnerId, string RedirectUri, long ExpiresAt)
{
    /// <summary>Whether the authorize request named it; then the token request must too.</summary>
    public bool RedirectUriGiven { get; init; }

    public string? Challenge { get; init; }

    public string? ChallengeMethod { get; init; }

    public string? Scope { get; init; }

    public string? Nonce { get; init; }

    public long SignedInAt { get; init; }

    public SessionSnapshot? Redeemed { get; set; }

    public long RedeemedAt { get; set; }
}

/// <summary>Codes by number; their texts follow from it like those of tokens.</summary>
internal sealed class CodeBook(TokenMint mint)
{
    /// <summary>Older ones are forgotten, and then answer like codes that never were.</summary>
    private const int Kept = 100_000;

    private readonly ConcurrentDictionary<int, Code> _codes = new();
    private int _last;

    public int Last => Volatile.Read(ref _last);

    /// <summary>Hears that a number was taken, before the code is handed out. Null where nothing is kept.</summary>
    public Action? Issued { get; set; }

    /// <summary>Codes live for a minute and end with a run, but their numbers go on: no code of this run may equal one of an earlier run.</summary>
    public void Restore(int last)
    {
        Volatile.Write(ref _last, last);
    }

    public string Add(Code code)
    {
        var number = Interlocked.Increment(ref _last);
        _codes[number] = code;
        _codes.TryRemove(number - Kept, out _);
        Issued?.Invoke();
        return TextOf(number);
    }

    public string TextOf(int number)
    {
        return mint.Write(new TokenKey(TokenKind.Code, number, 0));
    }

    public Code? Find(string? text)
    {
        return mint.Read(text, out var key) == TokenShape.Ours && key.Kind == TokenKind.Code && _codes.TryGetValue(key.Session, out var code) ? code : null;
    }

    public Code? Find(int number)
    {
        return _codes.GetValueOrDefault(number);
    }
}
