using RingCentral.Connect.RingCentralApi;
using RingCentral.Connect.RingCentralApi.Budget;

namespace RingCentral.Connect.Connecting.RingCentralAuthentication;

/// <summary>What the handler needs of the rest of the house.</summary>
internal sealed record RingCentralAuthenticationContext(PublicAddress Address, ServerDirectory Servers, ConnectCompletion Completion, AuthBudget Budget);
