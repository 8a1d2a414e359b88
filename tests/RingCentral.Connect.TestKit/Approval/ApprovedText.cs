using RingCentral.Connect.Sandbox.Processes;
using Xunit;

namespace RingCentral.Connect.TestKit.Approval;

/// <summary>A committed text that something generated must equal.</summary>
public static class ApprovedText
{
    private const string Refresh = "REFRESH_APPROVED";

    public static async Task MatchAsync(string path, string text)
    {
        var file = Path.Combine(BuiltPrograms.RepositoryRoot, path);
        if (Environment.GetEnvironmentVariable(Refresh) == "1")
        {
            await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        }

        var approved = File.Exists(file) ? await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken) : "";
        Assert.True(approved == text, $"{path} differs. If the change is meant, run '{Refresh}=1 ./test.sh {TestContext.Current.TestMethod!.MethodName}' and commit it.\n{text}");
    }
}
