namespace RingCentral.Connect.RingCentralApi;

/// <summary>The origin of a RingCentral server that this installation may talk to: scheme, host and port, no trailing slash.</summary>
internal readonly record struct ServerOrigin
{
    private ServerOrigin(string value) => Value = value;

    /// <summary>Such as <c>https://platform.ringcentral.com</c>.</summary>
    public string Value { get; }

    /// <summary>An address of that server.</summary>
    /// <param name="path">Starts with a slash.</param>
    public Uri At(string path) => new(Value + path);

    public override string ToString() => Value;

    /// <summary>Whether an address may stand in the configuration: https, or plain http on this machine.</summary>
    public static bool IsAllowedAddress(Uri address) =>
        address.IsAbsoluteUri
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    /// <summary>The origin of an address.</summary>
    public static ServerOrigin Of(Uri address) => new(address.GetLeftPart(UriPartial.Authority));
}
