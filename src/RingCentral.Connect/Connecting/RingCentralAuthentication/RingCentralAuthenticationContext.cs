using RingCentral.Connect.RingCentralApi;

namespace RingCentral.Connect.Connecting.RingCentralAuthentication;

/// <summary>What the handler needs of the rest of the house.</summary>
internal sealed record RingCentralAuthenticationContext(PublicAddress Address, ServerDirectory Servers, ConnectCompletion Completion);
