using System.Text.RegularExpressions;
using Xunit;

namespace RingCentral.Connect.ConventionTests.Sources;

/// <summary>Pages that prove what they say by naming tests; each of them is there.</summary>
public sealed partial class NamedTestsTests
{
    [Theory]
    [InlineData("docs/security.md", 30)]
    [InlineData("docs/operations.md", 1)]
    public void Every_test_that_a_page_names_exists(string file, int least)
    {
        var tests = SourceTree.CSharp("tests").SelectMany(file => Method().Matches(file.Text).Select(match => match.Groups[1].Value)).ToHashSet();
        var page = SourceTree.Read(file);
        var named = Named().Matches(page).Select(match => match.Groups[1].Value).Where(name => name.Count(character => character == '_') > 2 && name.Any(char.IsLower)).ToList();

        Assert.InRange(named.Count, least, 500);
        Violations.AssertNone(named.Where(name => !tests.Contains(name)).Select(name => $"{file} names {name}, which no test is called."));
    }

    [GeneratedRegex(@"public (?:async )?(?:Task|void) (\w+)\(")]
    private static partial Regex Method();

    [GeneratedRegex("`([A-Z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+)`")]
    private static partial Regex Named();
}
