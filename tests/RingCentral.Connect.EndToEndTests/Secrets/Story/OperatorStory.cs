using Npgsql;
using RingCentral.Connect.EndToEndTests.Secrets.Gathering;

namespace RingCentral.Connect.EndToEndTests.Secrets.Story;

/// <summary>What the operator runs on the command line, and the files that come of it.</summary>
internal sealed class OperatorStory(Installation installation)
{
    private readonly List<string> _files = [];

    public async Task RunAsync()
    {
        var seeded = await installation.Simulator.SeedAsync(2, Installation.ClientId);
        await installation.RunAsync(["connections", "import", "-"], exitCode: 1, input: string.Join('\n', seeded[0], seeded[1][..^9], "{\"refresh_token\": " + seeded[1] + "}"));
        await installation.RunAsync(["connections", "export", "--output", NewFile("all.csv")]);
        await installation.RunAsync(["connections", "export", "--format", "jsonl"]);
        await installation.RunAsync(["connections", "export", "--secrets-for", installation.Secrets.PublicFile, "--output", NewFile("secrets.cms")]);
        await installation.RunAsync(["connections", "list", "--json"]);
        await installation.RunAsync(["keys", "rotate"]);
        await installation.RunAsync(["keys", "rewrap"]);
        await installation.RunAsync(["keys", "status", "--json"]);
        await installation.RunAsync(["api-keys", "list", "--json"]);
        await installation.RunAsync(["alarms", "list"]);
    }

    /// <summary>While everything works, and while the configuration is wrong.</summary>
    public async Task DiagnoseAsync()
    {
        await installation.RunAsync(["doctor", "--json"]);
        await installation.RunAsync(["doctor"]);
        var secrets = installation.Secrets;
        foreach (var mistake in new[]
        {
            $"--ConnectionStrings:Connect={installation.ConnectionString};Nonsense=1",
            $"--ConnectionStrings:Connect={new NpgsqlConnectionStringBuilder(installation.ConnectionString) { Port = 1 }}",
            $"--ConnectionStrings:Connect={new NpgsqlConnectionStringBuilder(installation.ConnectionString) { Username = "nobody" }}",
            $"--DataProtection:Certificates:0:Path={secrets.SecondText[..^300]}",
            $"--DataProtection:Certificates:0:Password={secrets.ClientSecret}",
        })
        {
            await installation.RunAsync(["connections", "list", mistake], exitCode: 1);
        }
    }

    public async Task GiveAsync(Gatherer gatherer, CancellationToken cancellationToken)
    {
        foreach (var file in _files)
        {
            await gatherer.AddFileAsync(file, cancellationToken);
        }
    }

    private string NewFile(string name)
    {
        var file = installation.Secrets.NewFile(name);
        _files.Add(file);
        return file;
    }
}
