using RingCentral.Simulator.Switches;

namespace RingCentral.Simulator.Errors;

/// <summary>
/// One answer of the OAuth endpoints that says no (RINGCENTRAL 5.1 and 5.2). <see cref="Status"/> is what was observed, 400 almost
/// everywhere; <see cref="DocsStatus"/> is what RingCentral's error page lists.
/// </summary>
internal sealed record Refusal(string Error, string Code, string Message, int Status = 400, int DocsStatus = 400)
{
    public string? ParameterName { get; init; }

    public string? ParameterValue { get; init; }

    public int StatusUnder(ErrorStatus reading)
    {
        return reading == ErrorStatus.Docs ? DocsStatus : Status;
    }
}

/// <summary>One answer of the API resources that says no: a coarse code outside, the specific one inside (RINGCENTRAL 5.1).</summary>
internal sealed record ApiRefusal(int Status, string OuterCode, string Code, string Message);
