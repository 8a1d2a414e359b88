using Xunit;

namespace RingCentral.Connect.ConventionTests;

/// <summary>What a rule found; a test fails with all of it, not only with the first.</summary>
internal static class Violations
{
    public static void AssertNone(IEnumerable<string> violations)
    {
        var found = violations.Distinct().Order(StringComparer.Ordinal).ToList();
        if (found.Count > 0)
        {
            Assert.Fail(string.Join('\n', found));
        }
    }
}
