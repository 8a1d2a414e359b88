using System.Text.RegularExpressions;
using RingCentral.Connect.Sandbox.Processes;

namespace RingCentral.Connect.EndToEndTests.Documented;

/// <summary>
/// Commands in a page: a block fenced as <c>sh</c>, and the comment right above it that says what becomes of them.
/// <c>walk: NAME</c>: a test gives them, after those of the same walk above, as they stand; <c>; stays: TEXT</c>: in a terminal of their own, until they have said that;
/// <c>; after: STEP</c>: once a person has done that. <c>run by: TEST</c>: that test runs them. <c>not run: REASON</c>.
/// </summary>
internal sealed partial record CommandBlock(string Page, int Line, string Mark, string Commands)
{
    public string? Walk => Option("walk");

    public string? Stays => Option("stays");

    public string? After => Option("after");

    public string? Test => Option("run by");

    public string? Reason => Option("not run");

    /// <summary>The pages that show commands, from the root of the repository.</summary>
    public static IEnumerable<string> Pages() =>
        new[] { "", "docs", "docs/decisions", "src/RingCentral.Connect.Client", "samples/ConnectPopup", "samples/ReadExtension" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(BuiltPrograms.RepositoryRoot, folder), "*.md"))
            .Select(path => Path.GetRelativePath(BuiltPrograms.RepositoryRoot, path))
            .Where(page => page != "CHANGELOG.md")
            .Order(StringComparer.Ordinal);

    public static IEnumerable<CommandBlock> Read(string page) => Parse(page, File.ReadAllText(Path.Combine(BuiltPrograms.RepositoryRoot, page)));

    /// <summary>The blocks of a walk, in their order.</summary>
    public static IEnumerable<CommandBlock> OfWalk(string walk) => Pages().SelectMany(Read).Where(block => block.Walk == walk);

    public static IEnumerable<CommandBlock> Parse(string page, string text) =>
        Fence().Matches(text).Select(block => new CommandBlock(
            page,
            text[..block.Groups["fence"].Index].Count(character => character == '\n') + 1,
            block.Groups["mark"].Value,
            Unindented(block.Groups["commands"].Value, block.Groups["indent"].Value)));

    public override string ToString() => $"{Page}:{Line}";

    private static string Unindented(string commands, string indent) => Regex.Replace(commands, "^" + indent, "", RegexOptions.Multiline);

    private string? Option(string name) =>
        Mark.Split(';', StringSplitOptions.TrimEntries).FirstOrDefault(part => part.StartsWith(name + ": ", StringComparison.Ordinal))?[(name.Length + 2)..];

    [GeneratedRegex(@"(?:^[ ]*<!-- (?<mark>[^\n]*) -->\n)?^(?<indent>[ ]*)(?<fence>```)(?:sh|bash|shell|console)\n(?<commands>.*?)^[ ]*```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();
}
