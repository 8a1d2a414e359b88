namespace RingCentral.Connect.TestKit.Programs;

/// <summary>A command of the service that runs, and can be killed before its end.</summary>
public sealed class CommandProcess : IAsyncDisposable
{
    private readonly RunningProgram _program;

    private CommandProcess(RunningProgram program) => _program = program;

    public ProgramOutput Output => _program.Output;

    public bool HasEnded => _program.Process.HasEnded;

    public static CommandProcess Start(ServiceSettings settings, params string[] arguments) => new(RunningProgram.Start(settings.ToStartInfo(arguments)));

    /// <summary>kill -9.</summary>
    public Task KillAsync() => _program.Process.KillAsync();

    public ValueTask DisposeAsync() => _program.DisposeAsync();
}
