using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace RingCentral.Simulator.Tests;

/// <summary>docs/simulator.md promises evidence; this holds it to that.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Root(), "docs", "simulator.md"));

    private static readonly HashSet<string> Tests = [.. typeof(DocumentationTests).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods()).Where(method => method.GetCustomAttribute<FactAttribute>() is not null || method.Name.StartsWith("Invariants_", StringComparison.Ordinal))
        .Select(method => method.Name)];

    [Fact]
    public void Every_test_that_the_page_names_exists()
    {
        var named = TestName().Matches(Text).Select(match => match.Groups[1].Value).Distinct().ToList();

        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.Contains(name, Tests));
    }

    [Fact]
    public void Every_row_of_the_session_rules_has_its_evidence()
    {
        var rows = RowNumber().Matches(Text).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));

        Assert.Equal(Enumerable.Range(1, 26), rows);
    }

    [Fact]
    public async Task Every_switch_is_on_the_page_with_its_default()
    {
        await using var world = await World.StartAsync();
        var switches = await world.DoAsync("GET", "switches");

        foreach (var entry in switches.EnumerateObject().Where(entry => entry.Name != "overrides"))
        {
            var value = entry.Value.ToString();
            var shown = value.Length == 0 ? "empty" : value is "True" or "False" ? value.ToLowerInvariant() : value;
            Assert.Contains($"| `{entry.Name}` | `{shown}` |", Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("OAU", 50)]
    [InlineData("CMN", 11)]
    [InlineData("AGW", 1)]
    public void Error_codes_have_their_evidence(string family, int count)
    {
        Assert.Equal(count, CodeRow().Matches(Text).Count(match => match.Groups[1].Value == family));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "RingCentral.Connect.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }

    [GeneratedRegex(@"`([A-Z][A-Za-z0-9]*(?:_[A-Za-z0-9]+){2,})`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"^\| (\d+) \| .*`[A-Z]\w+_\w+`", RegexOptions.Multiline)]
    private static partial Regex RowNumber();

    [GeneratedRegex(@"^\| (OAU|CMN|AGW)-\d+ \| .*`[A-Z]\w+_\w+`", RegexOptions.Multiline)]
    private static partial Regex CodeRow();
}
