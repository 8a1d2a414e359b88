using System.IO.Compression;
using System.Xml.Linq;
using RingCentral.Connect.Sandbox.Processes;
using Xunit;

namespace RingCentral.Connect.ClientTests.Package;

/// <summary>The package, as an app gets it from a feed.</summary>
public sealed class PackageTests : IDisposable
{
    private const string Project = "src/RingCentral.Connect.Client/RingCentral.Connect.Client.csproj";

    private readonly string _folder = Directory.CreateTempSubdirectory("ringcentral-connect-package-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Package_holds_both_frameworks_their_documentation_and_a_readme()
    {
        using var package = ZipFile.OpenRead(await PackAsync());

        var files = package.Entries.Select(entry => entry.FullName).ToHashSet();
        Assert.Superset(
            new HashSet<string>
            {
                "README.md",
                "lib/net8.0/RingCentral.Connect.Client.dll",
                "lib/net8.0/RingCentral.Connect.Client.xml",
                "lib/net10.0/RingCentral.Connect.Client.dll",
                "lib/net10.0/RingCentral.Connect.Client.xml",
            },
            files);
        var nuspec = XDocument.Load(package.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open());
        var dependencies = nuspec.Descendants().Where(element => element.Name.LocalName == "dependency").Select(element => element.Attribute("id")!.Value);
        Assert.All(dependencies, id => Assert.StartsWith("Microsoft.Extensions.", id, StringComparison.Ordinal));
        Assert.Equal("MIT", nuspec.Descendants().Single(element => element.Name.LocalName == "license").Value);
    }

    [Fact]
    public async Task App_builds_on_the_package_from_a_feed()
    {
        await PackAsync();
        var app = Directory.CreateDirectory(Path.Combine(_folder, "app")).FullName;
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        await WriteAsync(app, "app.csproj",
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <RestoreAdditionalProjectSources>{_folder}</RestoreAdditionalProjectSources>
                <!-- The package under test stays out of everybody's cache; what it needs is there already. -->
                <RestorePackagesPath>{app}/packages</RestorePackagesPath>
                <RestoreFallbackFolders>{packages}</RestoreFallbackFolders>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="RingCentral.Connect.Client" Version="*-*" />
              </ItemGroup>
            </Project>
            """);
        await WriteAsync(app, "Program.cs",
            """
            using Microsoft.Extensions.DependencyInjection;
            using RingCentral.Connect.Client;

            var services = new ServiceCollection();
            services.AddRingCentralConnect(options => (options.Address, options.ApiKey) = (new Uri("http://127.0.0.1:9"), new ApiKey("rcc_none")));
            services.AddHttpClient("ringcentral").AddRingCentralConnectToken();
            using var provider = services.BuildServiceProvider();
            Console.WriteLine(provider.GetRequiredService<IRingCentralTokens>().GetType().Assembly.GetName().Name);
            """);

        Assert.Contains("RingCentral.Connect.Client", await RunAsync(app, "run", "--project", app), StringComparison.Ordinal);
    }

    private async Task<string> PackAsync()
    {
        await RunAsync(BuiltPrograms.RepositoryRoot, "pack", Project, "--no-build", "--configuration", "Debug", "--output", _folder);
        return Assert.Single(Directory.GetFiles(_folder, "*.nupkg"));
    }

    private static async Task<string> RunAsync(string folder, params string[] arguments)
    {
        var start = new System.Diagnostics.ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        var result = await ShortCommand.RunAsync(start, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Succeeded, $"dotnet {string.Join(' ', arguments)}: {result.Output}{result.Errors}");
        return result.Output;
    }

    private static Task WriteAsync(string folder, string name, string text) => File.WriteAllTextAsync(Path.Combine(folder, name), text, TestContext.Current.CancellationToken);
}
