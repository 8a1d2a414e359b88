using System.Diagnostics;
using RingCentral.Connect.Sandbox.Processes;
using Xunit;

namespace RingCentral.Connect.EndToEndTests.Containers;

public sealed class UnitFileTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", true)]
    [InlineData("ProtectSystem=stricter\nNoSuchSetting=yes\n", false)]
    public async Task Unit_is_one_that_systemd_understands(string more, bool understood)
    {
        var systemd = await ShortCommand.RunAsync(new ProcessStartInfo("/bin/sh", ["-c", "command -v systemd-analyze"]), cancellationToken: Cancelled);
        Assert.SkipUnless(systemd.Succeeded, "systemd is not installed here.");
        var folder = Directory.CreateTempSubdirectory("unit-");
        try
        {
            var text = await File.ReadAllTextAsync(Path.Combine(BuiltPrograms.RepositoryRoot, "ops", "systemd", "ringcentral-connect.service"), Cancelled);
            var unit = Path.Combine(folder.FullName, "ringcentral-connect.service");
            // The program and the units that it comes after are on the machine that is set up, not on this one.
            await File.WriteAllTextAsync(unit, text.Replace("/usr/local/bin/ringcentral-connect", "/bin/true", StringComparison.Ordinal).Replace("[Install]", more + "[Install]", StringComparison.Ordinal), Cancelled);

            var result = await ShortCommand.RunAsync(new ProcessStartInfo("systemd-analyze", ["verify", "--recursive-errors=no", unit]), cancellationToken: Cancelled);

            Assert.True(result.Errors.Contains(unit, StringComparison.Ordinal) != understood, result.Errors);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
