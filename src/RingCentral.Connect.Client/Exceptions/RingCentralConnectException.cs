using System.Net;

namespace RingCentral.Connect.Client;

/// <summary>
/// There is no token. The types derived from this one say what to do. No message holds a token or a link.
/// </summary>
public abstract class RingCentralConnectException : Exception
{
    /// <param name="problem">What the service answered.</param>
    /// <param name="innerException">What happened on the way, if anything.</param>
    private protected RingCentralConnectException(ConnectProblem problem, Exception? innerException = null)
        : base(Describe(problem), innerException) => Problem = problem;

    /// <summary>The HTTP status; null where the service was not reached.</summary>
    public HttpStatusCode? Status => Problem.Status;

    /// <summary>What a program goes by; null where the service said none.</summary>
    public string? Code => Problem.Code;

    /// <summary>Finds the entry in the service's log.</summary>
    public string? Reference => Problem.Reference;

    /// <summary>All that the service said.</summary>
    public ConnectProblem Problem { get; }

    private static string Describe(ConnectProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var place = string.Join(' ', new[] { ((int?)problem.Status)?.ToString(System.Globalization.CultureInfo.InvariantCulture), problem.Code }.Where(part => part is not null));
        var reference = problem.Reference is null ? "" : $", reference {problem.Reference}";
        return $"{problem.Detail ?? "RingCentral Connect gave no token."} ({(place.Length > 0 ? place : "no answer")}{reference})";
    }
}
