namespace RingCentral.Connect.Client;

/// <summary>No token at the moment, though nothing is wrong with the connection: the service, its database or RingCentral cannot give one. Ask again later.</summary>
/// <param name="problem">What the service answered, if it did.</param>
/// <param name="innerException">What happened on the way.</param>
public sealed class RingCentralConnectUnavailableException(ConnectProblem problem, Exception? innerException = null)
    : RingCentralConnectException(problem, innerException)
{
    /// <summary>After how long the service wants to be asked again; null where it said nothing.</summary>
    public TimeSpan? RetryAfter => Problem.RetryAfter;
}
