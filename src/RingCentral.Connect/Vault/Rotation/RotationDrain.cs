namespace RingCentral.Connect.Vault.Rotation;

/// <summary>Makes a stopping node finish what it has asked RingCentral for: an answer that is thrown away could cost a session.</summary>
internal sealed class RotationDrain(RotationDesk desk) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => desk.DrainAsync().WaitAsync(cancellationToken);
}
