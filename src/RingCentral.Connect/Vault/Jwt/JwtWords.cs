using RingCentral.Connect.RingCentralApi.Errors;

namespace RingCentral.Connect.Vault.Jwt;

/// <summary>What a refusal means to whoever handed a JWT over: no user signs in again, somebody goes to the developer console.</summary>
internal static class JwtWords
{
    private const string Disabled = "The user whose JWT this is is disabled at RingCentral: their administrator can enable them.";
    private const string Deleted = "The user whose JWT this is does not exist at RingCentral any more: make a JWT of another user in the developer console.";

    /// <summary>The sentence for each code that has one of its own.</summary>
    public static IReadOnlyDictionary<string, string> Sentences { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["OAU-112"] = "The app may not use JWTs: tick \"JWT auth flow\" under \"Auth\" in the developer console.",
        ["OAU-125"] = "The app may not use JWTs: tick \"JWT auth flow\" under \"Auth\" in the developer console.",
        ["OAU-251"] = "The app may not use JWTs: tick \"JWT auth flow\" under \"Auth\" in the developer console.",
        ["OAU-331"] = "RingCentral cannot read the JWT: copy it from the developer console once more, whole.",
        ["OAU-345"] = "The signature of the JWT does not hold: copy it from the developer console once more, or make a new one.",
        ["OAU-347"] = "The JWT is signed by a method that RingCentral does not accept: only JWTs made in the developer console work.",
        ["OAU-473"] = "The JWT is restricted to other apps: allow this client id for it in the developer console.",
        ["OAU-105"] = "Users of this type may not use apps: make a JWT of another user.",
        ["OAU-210"] = "The JWT has reached its end: make a new one in the developer console.",
        ["OAU-211"] = "The JWT was revoked in the developer console: make a new one.",
        ["OAU-213"] = "RingCentral does not know the JWT: make a new one in the developer console.",
        ["OAU-141"] = Disabled,
        ["OAU-236"] = Disabled,
        ["OAU-136"] = Deleted,
        ["OAU-232"] = Deleted,
        ["CMN-405"] = Deleted,
        ["OAU-142"] = "The account of the JWT's user is suspended or closed: its owner has to settle that with RingCentral.",
        ["OAU-222"] = "The account of the JWT's user does not exist any more.",
        ["OAU-163"] = "A JWT of a call queue cannot be used: make one of a user.",
        ["OAU-167"] = "A network or site policy of the account forbids access from where this service runs: its administrator must allow our addresses.",
        ["CMN-101"] = "RingCentral does not accept the JWT: it was made for another server, or is not a JWT of the developer console.",
    };

    /// <summary>The sentence for a code, else what the catalogue says of it.</summary>
    public static string For(string? code) =>
        code is null ? "RingCentral refused the JWT."
        : Sentences.TryGetValue(code, out var sentence) ? sentence
        : ErrorCatalogue.Find(code)?.Meaning ?? $"RingCentral refused the JWT with the code {code}, which its documentation does not explain.";
}
