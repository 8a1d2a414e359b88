using RingCentral.Connect.Sandbox.Processes;

namespace RingCentral.Connect.TestKit.Programs;

/// <summary>A built program of <c>samples/</c> that serves pages, started as its README says.</summary>
public sealed class SampleProcess : IAsyncDisposable
{
    private readonly RunningProgram _program;

    private SampleProcess(RunningProgram program, Uri url) => (_program, Url) = (program, url);

    public Uri Url { get; }

    public static async Task<SampleProcess> StartAsync(string name, Uri url, IReadOnlyDictionary<string, string> variables)
    {
        var program = Path.Combine(BuiltPrograms.Artifacts, "bin", name, "debug", name + ".dll");
        var start = DotnetProgram.Start(program, Path.GetTempPath(), "--urls", url.GetLeftPart(UriPartial.Authority));
        foreach (var (variable, value) in variables)
        {
            start.Environment[variable] = value;
        }

        var sample = new SampleProcess(RunningProgram.Start(start), url);
        using var http = new HttpClient();
        await sample._program.WaitForAsync(http, url);
        return sample;
    }

    public ValueTask DisposeAsync() => _program.DisposeAsync();
}
