namespace RingCentral.Simulator.Tests.State;

/// <summary>Files that cannot be taken up again are kept aside and said in one line.</summary>
public sealed class DamagedStateTests : IDisposable
{
    private readonly StateFolderOfTest _folder = new();

    [Theory]
    [InlineData("snapshot-*", 60)]
    [InlineData("journal-*", 60)]
    [InlineData("snapshot-*", 7)]
    public async Task Damaged_file_is_kept_aside_and_the_simulator_starts_afresh(string name, int at)
    {
        var refreshToken = await LeaveAsync();
        var damaged = Directory.EnumerateFiles(_folder.Path, name).Max()!;
        var bytes = await File.ReadAllBytesAsync(damaged, TestContext.Current.CancellationToken);
        bytes[at] ^= 0xFF;
        await File.WriteAllBytesAsync(damaged, bytes, TestContext.Current.CancellationToken);

        await using var after = await Running.StartAsync(_folder.Argument);
        Expect.InvalidGrant(await after.Client.RefreshAsync(refreshToken), "OAU-213");
        var kept = (await after.ConnectAsync()).RefreshToken;
        var said = await after.KillAsync();
        Assert.Single(said.Split('\n'));
        Assert.Contains(Path.GetFileName(damaged), said, StringComparison.Ordinal);
        Assert.Contains("damaged-1", said, StringComparison.Ordinal);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(Path.Combine(_folder.Path, "damaged-1", Path.GetFileName(damaged)), TestContext.Current.CancellationToken));

        await using var again = await World.StartAsync(_folder.Argument);
        Expect.Works(await again.Client.RefreshAsync(kept));
    }

    [Fact]
    public async Task Snapshot_without_its_end_is_damaged()
    {
        var refreshToken = await LeaveAsync();
        await using (var snapshot = new FileStream(Directory.EnumerateFiles(_folder.Path, "snapshot-*").Max()!, FileMode.Open))
        {
            snapshot.SetLength(snapshot.Length - 9);
        }

        await using var after = await Running.StartAsync(_folder.Argument);
        Expect.InvalidGrant(await after.Client.RefreshAsync(refreshToken), "OAU-213");
        Assert.Contains("is cut off", await after.KillAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Second_simulator_with_the_same_state_is_refused()
    {
        await using var first = await World.StartAsync(_folder.Argument);

        var (exitCode, errors) = await Running.FailAsync(_folder.Argument);

        Assert.Equal((1, $"Another simulator keeps its state in {_folder.Path}: stop it, or name another folder with --state."), (exitCode, errors));
    }

    [Fact]
    public async Task State_can_be_read_by_its_owner_alone()
    {
        await LeaveAsync();

        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows knows no such modes.");
        Assert.All(Directory.EnumerateFiles(_folder.Path), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, ModeOf(file)));
    }

    public void Dispose()
    {
        _folder.Dispose();
    }

    /// <summary>A snapshot with a session in it, and a journal after it.</summary>
    private async Task<string> LeaveAsync()
    {
        string refreshToken;
        await using (var first = await World.StartAsync(_folder.Argument))
        {
            refreshToken = (await first.ConnectAsync()).RefreshToken;
        }

        await using var second = await World.StartAsync(_folder.Argument);
        await World.UntilAsync(() => Task.FromResult(Directory.GetFiles(_folder.Path, "*-000001").Length == 0));
        return refreshToken;
    }

    private static UnixFileMode ModeOf(string file)
    {
        return OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(file);
    }
}
