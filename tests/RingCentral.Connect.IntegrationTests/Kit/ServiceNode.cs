using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RingCentral.Connect.Api.Keys;
using RingCentral.Connect.Data;
using RingCentral.Connect.Hosting;
using RingCentral.Connect.Hosting.Commands;
using RingCentral.Connect.Hosting.Database;
using RingCentral.Connect.Sandbox.Processes;
using RingCentral.Connect.TestKit.Api;
using RingCentral.Connect.TestKit.Postgres;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Kit;

/// <summary>A node of the service in this process: its own registrations, a real database, and once started a real Kestrel.</summary>
internal sealed class ServiceNode : IAsyncDisposable
{
    /// <summary>A database as the command <c>migrate</c> leaves it, key ring included.</summary>
    public static readonly DatabaseTemplate Migrated = new("migrated", MigrateAsync);

    private readonly WebApplication _app;

    private ServiceNode(WebApplication app, Uri url)
    {
        _app = app;
        Url = url;
    }

    public Uri Url { get; }

    public IServiceProvider Services => _app.Services;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>A node that only lends its rooms: nothing listens, nothing runs in the background.</summary>
    public static async Task<ServiceNode> BuildAsync(TestDatabase database, Uri ringCentral, NodeRoles roles, params string[] settings)
    {
        var url = new Uri($"http://127.0.0.1:{LoopbackPort.FindFree()}");
        string[] basic =
        [
            "--environment=Development",
            "--applicationName=RingCentral.Connect",
            $"--contentRoot={BuiltPrograms.RepositoryRoot}",
            $"--urls={url.GetLeftPart(UriPartial.Authority)}",
            $"--ConnectionStrings:Connect={database.ConnectionString}",
            $"--RingCentral:ServerUrl={ringCentral.GetLeftPart(UriPartial.Authority)}",
            "--RingCentral:ClientId=sandbox-client",
            "--RingCentral:ClientSecret=sandbox-secret",
            "--Connect:SelfService=true",
            "--KeepAlive:SweepInterval=00:00:00.5",
            "--RingCentral:AuthBudget:RequestsPerMinute=0",
            "--Logging:LogLevel:Default=Error",
        ];
        var node = new ServiceNode(ConnectApplication.Build([.. basic, .. settings], roles), url);
        LastingHangfireLogs.UseFor(node.Services);
        await node.Get<DatabaseClockReader>().SampleAsync(Cancelled);
        return node;
    }

    /// <summary>Adds calls of a test's own before the node starts.</summary>
    public void Map(Action<Microsoft.AspNetCore.Routing.IEndpointRouteBuilder> map) => map(_app);

    public Task StartAsync() => _app.StartAsync(Cancelled);

    /// <summary>As an operator would; its rooms can still be asked.</summary>
    public Task StopAsync() => _app.StopAsync(Cancelled);

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>What runs in the background of the node, once its database is up to date.</summary>
    public T Background<T>()
        where T : IHostedService => Services.GetKeyedServices<IHostedService>(GatedServices.Key).OfType<T>().Single();

    public DateTimeOffset Now => Get<TimeProvider>().GetUtcNow();

    public Task<ConnectDbContext> ContextAsync() => Get<IDbContextFactory<ConnectDbContext>>().CreateDbContextAsync(Cancelled);

    /// <summary>Makes the database what the release before the last migration left, and names that migration.</summary>
    public async Task<string> TakeBackLastMigrationAsync()
    {
        await using var context = await ContextAsync();
        var known = context.Database.GetMigrations().ToList();
        await context.Database.MigrateAsync(known[^2], Cancelled);
        return known[^1];
    }

    /// <summary>What <c>/metrics</c> tells an operator.</summary>
    public async Task<string> MetricsAsync()
    {
        using var http = new HttpClient { BaseAddress = Url };
        return await http.GetStringAsync(new Uri("/metrics", UriKind.Relative), Cancelled);
    }

    public async Task<ApiClient> CreateApiClientAsync(params string[] scopes) => new(Url, await CreateKeyAsync(scopes));

    public async Task<string> CreateKeyAsync(params string[] scopes)
    {
        var (_, secret) = await Get<ApiKeys>().CreateAsync(new NewApiKey("test", scopes.Length == 0 ? ApiScopes.All : scopes), Cancelled);
        return secret.Reveal();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private static async Task MigrateAsync(string connectionString, CancellationToken cancellationToken)
    {
        var exit = await ConnectCommand.RunAsync(["migrate", "--environment=Development", "--Logging:LogLevel:Default=Error", $"--ConnectionStrings:Connect={connectionString}"]);
        Assert.Equal(0, exit);
    }
}
