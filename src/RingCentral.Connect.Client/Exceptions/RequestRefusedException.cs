namespace RingCentral.Connect.Client;

/// <summary>
/// The service refuses the request itself, whatever the connection: an API key that is not valid (<c>invalid_api_key</c>) or lacks a scope
/// (<c>insufficient_scope</c>), an address that is no RingCentral Connect, a fault of the service. Asking again changes nothing.
/// </summary>
/// <param name="problem">What the service answered.</param>
public sealed class RequestRefusedException(ConnectProblem problem) : RingCentralConnectException(problem);
