namespace RingCentral.Connect.Client;

/// <summary>An access token of RingCentral, for <c>Authorization: Bearer</c>.</summary>
/// <param name="value">The token.</param>
public sealed class AccessToken(string value) : Secret(value);
