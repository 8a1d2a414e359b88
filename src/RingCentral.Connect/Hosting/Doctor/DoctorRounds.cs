namespace RingCentral.Connect.Hosting.Doctor;

/// <summary>All checks, one after another: those that others build on come first.</summary>
internal sealed class DoctorRounds(ConfigurationCheck configuration, IServiceProvider services)
{
    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        var findings = new List<Finding>(await configuration.RunAsync(cancellationToken));
        if (findings.Exists(finding => finding.Level == FindingLevel.Wrong))
        {
            // The other checks cannot even be made of such settings.
            return findings;
        }

        foreach (var check in services.GetServices<IDoctorCheck>())
        {
            findings.AddRange(await check.RunAsync(cancellationToken));
        }

        return findings;
    }
}
