using RingCentral.Simulator.Sessions;
using RingCentral.Simulator.Users;
using RingCentral.Simulator.Wire;

namespace RingCentral.Simulator.Tokens;

/// <summary>From a token's text to its session and user.</summary>
internal sealed class TokenFinder(TokenMint mint, SessionStore sessions, UserDirectory users)
{
    /// <summary>Sets the exchange's token, session and user where the text was issued here.</summary>
    public TokenShape Find(Exchange exchange, string? text, params ReadOnlySpan<TokenKind> kinds)
    {
        var shape = mint.Read(text, out var key);
        if (shape != TokenShape.Ours || !kinds.Contains(key.Kind) || key.Session >= sessions.Table.Count)
        {
            return shape == TokenShape.Malformed ? TokenShape.Malformed : TokenShape.Foreign;
        }

        exchange.Token = key;
        exchange.Session = key.Session;
        exchange.User = users[sessions.Table[key.Session].User];
        return TokenShape.Ours;
    }
}
