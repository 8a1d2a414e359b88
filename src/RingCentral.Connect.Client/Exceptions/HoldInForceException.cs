namespace RingCentral.Connect.Client;

/// <summary>The present token works for less than was asked for, and is promised to others, so that no other can be had yet.</summary>
/// <param name="problem">What the service answered.</param>
public sealed class HoldInForceException(ConnectProblem problem) : RingCentralConnectException(problem)
{
    /// <summary>Ask again then, or for less.</summary>
    public DateTimeOffset? AvailableAt => Problem.AvailableAt;
}
