namespace RingCentral.Connect.Client;

/// <summary>What an access token or an API key may be sent to.</summary>
internal static class Origins
{
    /// <summary>Encrypted on its way, or never on a wire.</summary>
    public static bool IsSafe(Uri address) =>
        address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    /// <summary>The same scheme, host and port.</summary>
    public static bool AreSame(Uri one, Uri other) =>
        Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;
}
