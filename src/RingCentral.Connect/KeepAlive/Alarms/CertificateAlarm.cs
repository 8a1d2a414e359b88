using System.Globalization;
using RingCentral.Connect.Data.Alarms;
using RingCentral.Connect.Vault.Encryption;

namespace RingCentral.Connect.KeepAlive.Alarms;

/// <summary>
/// The certificate that wraps new keys of the key ring ends within a month. It wraps and unwraps beyond its end; the date reminds whoever must replace it. Nodes may have
/// other certificates than this one while one is replaced: an alarm about theirs is left alone as long as they keep it up.
/// </summary>
internal sealed class CertificateAlarm(KeyRingCertificates certificates, TimeProvider time) : IAlarmSource
{
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(30);

    /// <summary>Longer than nodes take from one look to the next, whatever the size of the fleet.</summary>
    private static readonly TimeSpan KeptUpFor = TimeSpan.FromMinutes(15);

    public IReadOnlyList<AlarmKind> Kinds { get; } = [AlarmKind.CertificateEnding];

    public Task<IReadOnlyList<Trouble>> LookAsync(IReadOnlyList<Alarm> open, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var own = certificates.First;
        var found = open.Where(alarm => alarm.Subject != own?.Thumbprint && now - alarm.UpdatedAt < KeptUpFor).Select(alarm => new Trouble(alarm.Kind, alarm.Subject, null)).ToList();
        if (own is not null && own.EndsAt - now < Ahead)
        {
            found.Add(new Trouble(AlarmKind.CertificateEnding, own.Thumbprint, Detail(own, now)));
        }

        return Task.FromResult<IReadOnlyList<Trouble>>(found);
    }

    private static string Detail(WrappingCertificate certificate, DateTimeOffset now)
    {
        var day = certificate.EndsAt.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
        return $"The certificate {certificate.Subject} ({certificate.Thumbprint}), which wraps the key ring, {(certificate.EndsAt > now ? "ends" : "ended")} on {day}. Keys open beyond that; new ones should be wrapped by another.";
    }
}
