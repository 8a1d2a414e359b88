using System.Security.Cryptography;
using System.Text;

namespace RingCentral.Simulator.Apps;

/// <summary>One registered application, as the developer console would show it.</summary>
internal sealed class App(int index, AppRegistration registration)
{
    private readonly byte[] _secret = registration.ClientSecret is { } secret ? SHA256.HashData(Encoding.UTF8.GetBytes(secret)) : [];
    private volatile bool _disabled;

    public int Index => index;

    public AppRegistration Registration => registration;

    public string ClientId => registration.ClientId;

    public string Scope { get; } = string.Join(' ', registration.Permissions);

    /// <summary>A "Client-side web app": no secret, PKCE only (RINGCENTRAL section 3).</summary>
    public bool Public => registration.ClientSecret is null;

    public bool Disabled
    {
        get => _disabled;
        set => _disabled = value;
    }

    public bool SecretIs(ReadOnlySpan<char> candidate)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> utf8 = stackalloc byte[512];
        if (Public || !Encoding.UTF8.TryGetBytes(candidate, utf8, out var length))
        {
            return false;
        }

        SHA256.HashData(utf8[..length], hash);
        return CryptographicOperations.FixedTimeEquals(hash, _secret);
    }

    public bool Allows(string grant)
    {
        return registration.GrantTypes.Contains(grant);
    }

    /// <summary>Exact comparison, trailing slash included (RINGCENTRAL section 2).</summary>
    public bool Accepts(string redirectUri)
    {
        return registration.RedirectUris.Contains(redirectUri)
            || (registration.AnyLoopbackRedirectUri && Uri.TryCreate(redirectUri, UriKind.Absolute, out var uri) && uri.IsLoopback
                && uri.Scheme is "http" or "https" && uri.Fragment.Length == 0);
    }
}
