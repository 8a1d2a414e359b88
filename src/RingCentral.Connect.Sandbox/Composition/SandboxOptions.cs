namespace RingCentral.Connect.Sandbox.Composition;

internal sealed record SandboxOptions
{
    public required int Port { get; init; }

    public required int SimulatorPort { get; init; }

    public required string DataFolder { get; init; }

    /// <summary>Where browsers find the service; something else than <see cref="ServiceUrl"/> behind a tunnel or a proxy.</summary>
    public required Uri PublicUrl { get; init; }

    public Uri ServiceUrl => new($"http://127.0.0.1:{Port}/");

    public Uri SimulatorUrl => new($"http://127.0.0.1:{SimulatorPort}/");
}
