namespace RingCentral.Connect.Hosting.Doctor;

/// <summary>All checks, one after another: those that others build on come first.</summary>
internal sealed class DoctorRounds(IEnumerable<IDoctorCheck> checks)
{
    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        foreach (var check in checks)
        {
            findings.AddRange(await check.RunAsync(cancellationToken));
        }

        return findings;
    }
}
