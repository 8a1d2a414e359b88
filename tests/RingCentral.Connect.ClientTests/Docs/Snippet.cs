using System.Diagnostics;
using System.Text.RegularExpressions;
using RingCentral.Connect.Sandbox.Processes;
using Xunit;

namespace RingCentral.Connect.ClientTests.Docs;

/// <summary>A program in a page of the docs: a code block whose first line names its file.</summary>
internal static class Snippet
{
    /// <param name="page">The page.</param>
    /// <param name="file">The name in the block's first line.</param>
    public static async Task<string> ReadAsync(string page, string file)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(BuiltPrograms.RepositoryRoot, "docs", page), TestContext.Current.CancellationToken);
        var block = Regex.Match(text, $@"^```\w+\n(?://|#) {Regex.Escape(file)}\b[^\n]*\n(?<code>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline);
        return block.Success ? block.Groups["code"].Value : throw new InvalidDataException($"{page} has no code block that begins with {file}.");
    }

    /// <summary>Runs the program as a reader would; the test is skipped where the interpreter is missing.</summary>
    public static async Task<CommandResult> RunAsync(string file, string interpreter, IReadOnlyDictionary<string, string> variables, params string[] needs)
    {
        foreach (var program in needs.Prepend(interpreter))
        {
            Assert.SkipUnless(await StartsAsync(program), $"{program} is not installed here.");
        }

        var folder = Directory.CreateTempSubdirectory("ringcentral-connect-docs-");
        try
        {
            var path = Path.Combine(folder.FullName, file);
            await File.WriteAllTextAsync(path, await ReadAsync("app-developers.md", file), TestContext.Current.CancellationToken);
            var start = new ProcessStartInfo(interpreter, [path]) { WorkingDirectory = folder.FullName };
            foreach (var (name, value) in variables)
            {
                start.Environment[name] = value;
            }

            return await ShortCommand.RunAsync(start, cancellationToken: TestContext.Current.CancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<bool> StartsAsync(string program)
    {
        try
        {
            // sh knows no --version, but it is there, and starts.
            await ShortCommand.RunAsync(new ProcessStartInfo(program, program == "sh" ? ["-c", ""] : ["--version"]), cancellationToken: TestContext.Current.CancellationToken);
            return true;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
