using Microsoft.Extensions.Time.Testing;
using RingCentral.Connect.Data.Alarms;
using RingCentral.Connect.KeepAlive.Alarms;
using RingCentral.Connect.Vault.Encryption;
using Xunit;

namespace RingCentral.Connect.UnitTests.KeepAlive.Alarms;

public sealed class CertificateAlarmTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(31, null)]
    [InlineData(29, "ends on 24 December 2026")]
    [InlineData(-1, "ended on 24 November 2026")]
    public async Task First_certificate_is_told_of_a_month_ahead(int days, string? told)
    {
        var found = await Source(("AA", days), ("BB", 1)).LookAsync([], Cancelled);

        if (told is null)
        {
            Assert.Empty(found);
            return;
        }

        var trouble = Assert.Single(found);
        Assert.Equal((AlarmKind.CertificateEnding, "AA"), (trouble.Kind, trouble.Subject));
        Assert.Contains(told, trouble.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_told_where_keys_lie_unprotected() => Assert.Empty(await Source().LookAsync([], Cancelled));

    [Fact]
    public async Task Alarm_of_a_node_that_still_has_the_old_one_is_left_alone_until_nobody_keeps_it_up()
    {
        Alarm[] open = [Open("old", Now.AddMinutes(-1)), Open("gone", Now.AddMinutes(-20)), Open("AA", Now)];

        var found = await Source(("AA", 300)).LookAsync(open, Cancelled);

        Assert.Equal([new Trouble(AlarmKind.CertificateEnding, "old", null)], found);
    }

    private static CertificateAlarm Source(params (string Thumbprint, int Days)[] certificates) => new(
        new KeyRingCertificates([.. certificates.Select(one => new WrappingCertificate(one.Thumbprint, "CN=connect", Now.AddDays(one.Days)))]), new FakeTimeProvider(Now));

    private static Alarm Open(string subject, DateTimeOffset updatedAt) =>
        new() { Id = Guid.Empty, Kind = AlarmKind.CertificateEnding, Subject = subject, Detail = "", OpenedAt = updatedAt, UpdatedAt = updatedAt };
}
