using System.Reflection;
using Xunit;

namespace RingCentral.Connect.EndToEndTests.Documented;

/// <summary>No command in the docs is left alone: it is run by a test, or says why it is not.</summary>
public sealed class CommandBlockTests
{
    public static TheoryData<string> AllPages => [.. CommandBlock.Pages()];

    [Theory]
    [MemberData(nameof(AllPages))]
    public void Commands_of_a_page_are_run_or_say_why_not(string page) => Assert.Empty(CommandBlock.Read(page).SelectMany(Check));

    [Fact]
    public void Every_walk_has_its_commands() => Assert.All(Walks.All, walk => Assert.NotEmpty(CommandBlock.OfWalk(walk)));

    [Theory]
    [InlineData("```sh\nrm -rf /\n```\n")]
    [InlineData("<!-- a comment of another kind -->\n```sh\nls\n```\n")]
    [InlineData("<!-- walk: nowhere -->\n```bash\nls\n```\n")]
    [InlineData("<!-- run by: No_such_test -->\n  ```sh\n  ls\n  ```\n")]
    [InlineData("<!-- not run: slow -->\n```console\nls\n```\n")]
    [InlineData("<!-- walk: production -->\n\n```sh\nls\n```\n")]
    public void Commands_that_nobody_runs_are_found(string text) => Assert.Single(CommandBlock.Parse("page.md", text).SelectMany(Check));

    [Fact]
    public void Commands_are_taken_as_they_stand()
    {
        var block = Assert.Single(CommandBlock.Parse("page.md", "1. First\n\n   <!-- walk: production; stays: Now listening on -->\n   ```sh\n   cat << END\n     text\n   END\n   ```\n"));

        Assert.Equal("cat << END\n  text\nEND\n", block.Commands);
        Assert.Equal(("production", "Now listening on", 4), (block.Walk, block.Stays, block.Line));
    }

    private static IEnumerable<string> Check(CommandBlock block)
    {
        if (block switch
        {
            { Walk: { } walk } when !Walks.All.Contains(walk) => $"no test takes the walk '{walk}'",
            { After: { } step } when !Walks.Steps.Contains(step) => $"no test knows how '{step}'",
            { Test: { } test } when !Exists(test) => $"no test is called {test}",
            { Reason: { } reason } when reason.Split(' ').Length < 4 => $"'{reason}' is no reason: say it in a sentence",
            { Walk: null, Test: null, Reason: null } => "the line above must say what becomes of the commands, for example <!-- not run: needs a mail server of yours -->",
            _ => null,
        } is { } trouble)
        {
            yield return $"{block}: {trouble}.";
        }
    }

    /// <summary>Tests of other projects are found in their sources.</summary>
    private static bool Exists(string test) =>
        typeof(CommandBlockTests).Assembly.GetTypes().SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance)).Any(method => method.Name == test)
        || Walks.SourcesOfTests().Any(source => source.Contains($" {test}(", StringComparison.Ordinal));
}
