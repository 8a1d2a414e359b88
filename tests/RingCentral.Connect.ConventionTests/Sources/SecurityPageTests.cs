using System.Text.RegularExpressions;
using Xunit;

namespace RingCentral.Connect.ConventionTests.Sources;

/// <summary>docs/security.md names tests; each of them is there.</summary>
public sealed partial class SecurityPageTests
{
    [Fact]
    public void Every_test_that_the_security_page_names_exists()
    {
        var tests = SourceTree.CSharp("tests").SelectMany(file => Method().Matches(file.Text).Select(match => match.Groups[1].Value)).ToHashSet();
        var page = SourceTree.Read("docs/security.md");
        var named = Named().Matches(page).Select(match => match.Groups[1].Value).Where(name => name.Count(character => character == '_') > 2).ToList();

        Assert.InRange(named.Count, 30, 500);
        Violations.AssertNone(named.Where(name => !tests.Contains(name)).Select(name => $"docs/security.md names {name}, which no test is called."));
    }

    [GeneratedRegex(@"public (?:async )?(?:Task|void) (\w+)\(")]
    private static partial Regex Method();

    [GeneratedRegex("`([A-Z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+)`")]
    private static partial Regex Named();
}
