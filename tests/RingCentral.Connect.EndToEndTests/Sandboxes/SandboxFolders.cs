using RingCentral.Connect.TestKit.Programs;

namespace RingCentral.Connect.EndToEndTests.Sandboxes;

internal sealed class SandboxFolders : IDisposable
{
    public SandboxFolder First { get; } = new();

    public SandboxFolder Second { get; } = new();

    public void Dispose()
    {
        First.Dispose();
        Second.Dispose();
    }
}
