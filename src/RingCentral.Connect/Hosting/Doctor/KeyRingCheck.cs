using System.Globalization;
using Npgsql;
using RingCentral.Connect.Hosting.KeyRing;
using RingCentral.Connect.Hosting.KeyRing.Certificates;

namespace RingCentral.Connect.Hosting.Doctor;

/// <summary>The key ring and the certificates that wrap it.</summary>
internal sealed class KeyRingCheck(KeyRingStatus status, LoadedCertificates certificates, IHostEnvironment environment, TimeProvider time) : IDoctorCheck
{
    private const string Ring = "key_ring";
    private const string Certificates = "certificates";
    private static readonly TimeSpan EndsSoon = TimeSpan.FromDays(30);

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var report = await status.ReadAsync(cancellationToken);
            return [.. CheckCertificates(), .. CheckKeys(report)];
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            return [.. CheckCertificates(), Finding.Unproven(Ring, "The key ring cannot be read.", "See the checks of the database and of migrations.")];
        }
    }

    private IEnumerable<Finding> CheckCertificates()
    {
        if (certificates.First is null)
        {
            yield return new Finding(
                Certificates,
                environment.IsProduction() ? FindingLevel.Wrong : FindingLevel.Warning,
                "The key ring is not wrapped: whoever reads the database, or a backup of it, can open every token.",
                "Make a certificate and set DataProtection:Certificates, then run the command keys rewrap, and destroy older backups.");
        }

        foreach (var certificate in certificates.Describe().All)
        {
            var words = string.Create(CultureInfo.InvariantCulture, $"{certificate.Thumbprint} ({certificate.Subject}) ends on {certificate.EndsAt:yyyy-MM-dd}.");
            yield return certificate.EndsAt > time.GetUtcNow() + EndsSoon
                ? Finding.Ok(Certificates, words)
                : Finding.Warning(Certificates, words, "Put a new certificate before it in DataProtection:Certificates on every node, run the command keys rewrap, then take the old one away. It opens keys beyond its end.");
        }
    }

    private IEnumerable<Finding> CheckKeys(KeyRingReport report)
    {
        var unreadable = report.Keys.Count(key => key.State == KeyState.Unreadable);
        if (unreadable > 0)
        {
            yield return Finding.Wrong(Ring, $"{unreadable} keys do not open here.", "Add the certificate that wraps them under DataProtection:Certificates: the command keys status names its thumbprint.");
        }

        if (report.Lost.Count > 0)
        {
            yield return Finding.Wrong(
                Ring,
                $"{report.Lost.Values.Sum(columns => columns.Values.Sum())} values are under keys that are not in the ring, and do not open.",
                "Restore the rows of data_protection_keys from a backup. Sessions that cannot be opened must be connected anew.");
        }

        if (certificates.First is { } first && report.Keys.Count(key => key.Record is { } record && record.Certificate?.Thumbprint != first.Thumbprint) is > 0 and var others)
        {
            yield return Finding.Warning(Ring, $"{others} keys are not wrapped by the first certificate.", "Run the command keys rewrap.");
        }

        yield return report.Keys.FirstOrDefault(key => key.State == KeyState.Active) is { } active
            ? Finding.Ok(Ring, $"Key {active.Key.KeyId} encrypts.")
            : Finding.Wrong(Ring, "No key encrypts.", "Run the command migrate.");
    }
}
