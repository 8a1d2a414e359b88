using System.Diagnostics;
using System.Globalization;
using RingCentral.Connect.Sandbox.Processes;
using RingCentral.Connect.TestKit.Programs;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.EndToEndTests.Machines;

/// <summary>
/// A machine that is thrown away: a copy of this one, on which nothing has been set up yet, with files, network and processes of its own. Commands that change a whole machine
/// run there as an administrator would type them.
/// </summary>
public sealed class Machine : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly string _folder;
    private readonly ChildProcess _process;
    private readonly ProgramOutput _output;
    private int _scripts;

    private Machine(string folder, ChildProcess process, ProgramOutput output) => (_folder, _process, _output) = (folder, process, output);

    /// <summary>Seen by the machine as <c>/run/shared</c>.</summary>
    public string Shared => Path.Combine(_folder, "shared");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static string Sources => Path.Combine(BuiltPrograms.RepositoryRoot, "tests", "RingCentral.Connect.EndToEndTests", "Machines");

    /// <summary>The test is skipped where no machine can be made, or a program that is needed on it is missing.</summary>
    public static async Task<Machine> StartAsync(params IEnumerable<string> programs)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "A machine to throw away is made by root on Linux.");
        var first = await ShortCommand.RunAsync(new ProcessStartInfo("/bin/sh", ["-c", "unshare --mount --net --pid --fork mount -t tmpfs tmpfs /mnt"]), cancellationToken: Cancelled);
        Assert.SkipUnless(first.Succeeded, $"No namespaces are to be had here: {first.LastWords}");
        foreach (var program in programs.Concat(["ip", "pg_createcluster"]))
        {
            var found = await ShortCommand.RunAsync(new ProcessStartInfo("/bin/sh", ["-c", $"PATH=$PATH:/usr/sbin:/sbin command -v {program}"]), cancellationToken: Cancelled);
            Assert.SkipUnless(found.Succeeded, $"{program} is missing: ./test.sh installs it on Debian.");
        }

        var folder = Directory.CreateTempSubdirectory("machine-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "machine"));
        Directory.CreateDirectory(Path.Combine(folder, "shared"));
        File.Copy(Path.Combine(Sources, "terminal.sh"), Path.Combine(folder, "shared", "terminal.sh"));
        var output = new ProgramOutput();
        var machine = new Machine(folder, ChildProcess.Start(Begin(folder), output.Add), output);
        await machine.WaitForAsync("begun", "the machine has begun");
        return machine;
    }

    /// <summary>Gives commands to the terminal, which stops at the first that fails; what is exported stays so.</summary>
    /// <returns>What they wrote.</returns>
    public async Task<string> RunAsync(string commands)
    {
        var script = await WriteAsync("run", commands);
        await WaitForAsync(script + ".code", commands);
        var said = await ReadAsync(script + ".output");
        Assert.True(await ReadAsync(script + ".code") == "0\n", $"{commands}\nfailed:\n{said}");
        return said;
    }

    /// <summary>Gives commands to a terminal of their own, in which nothing is exported, and waits until they have said so much.</summary>
    /// <returns>What they wrote until then.</returns>
    public async Task<string> StayAsync(string commands, string says)
    {
        var script = await WriteAsync("stay", commands);
        return await Eventually.GetAsync(() => ReadAsync(script + ".output"), said => said.Contains(says, StringComparison.Ordinal), Patience, $"'{commands}' says {says}");
    }

    public async ValueTask DisposeAsync()
    {
        // Its first process dies with the one that waits for it here, and all others with that.
        await _process.KillAsync();
        await _process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static ProcessStartInfo Begin(string folder)
    {
        string[] arguments =
        [
            "--mount", "--net", "--pid", "--ipc", "--uts", "--fork", "--kill-child", "--",
            "/bin/sh", Path.Combine(Sources, "machine.sh"), folder, BuiltPrograms.RepositoryRoot, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
        ];
        var start = new ProcessStartInfo("unshare", arguments);
        // What a login on a new machine would not have.
        foreach (var foreign in start.Environment.Keys.Where(name => name.StartsWith("ASPNETCORE_", StringComparison.Ordinal) || name.StartsWith("MSBUILD", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(foreign);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH") + ":/usr/local/sbin:/usr/sbin:/sbin";
        return start;
    }

    private async Task<string> WriteAsync(string word, string commands)
    {
        var script = (++_scripts).ToString(CultureInfo.InvariantCulture);
        await File.WriteAllTextAsync(Path.Combine(Shared, script), commands.ReplaceLineEndings("\n") + "\n", Cancelled);
        await File.AppendAllTextAsync(Path.Combine(Shared, "lines"), $"{word} {script}\n", Cancelled);
        return script;
    }

    private async Task WaitForAsync(string file, string what)
    {
        await Eventually.TrueAsync(() => Task.FromResult(_process.HasEnded || File.Exists(Path.Combine(Shared, file))), Patience, what);
        Assert.True(File.Exists(Path.Combine(Shared, file)), $"The machine ended instead of: {what}\n{_output}");
    }

    private async Task<string> ReadAsync(string file)
    {
        var path = Path.Combine(Shared, file);
        return File.Exists(path) ? await File.ReadAllTextAsync(path, Cancelled) : "";
    }
}
