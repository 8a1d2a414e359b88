using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.Sandbox.Processes;
using RingCentral.Connect.TestKit.Postgres;
using RingCentral.Connect.TestKit.Programs;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Connecting.Popups;

/// <summary>An app that opens connect links in a window of their own: <c>samples/ConnectPopup</c>, which may be told how a connect ended.</summary>
public sealed class PopupFixture(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly AppsInstallation _installation = new(postgres);
    private SampleProcess? _sample;

    internal LiveFixture Installation => _installation;

    internal Uri App => _installation.App;

    public async ValueTask InitializeAsync()
    {
        await _installation.InitializeAsync();
        _sample = await SampleProcess.StartAsync("ConnectPopup", App, new Dictionary<string, string>
        {
            ["CONNECT"] = _installation.Node.Url.GetLeftPart(UriPartial.Authority),
            ["API_KEY"] = await _installation.Node.CreateKeyAsync("connect-sessions:write"),
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _sample!.DisposeAsync();
        await _installation.DisposeAsync();
    }

    private sealed class AppsInstallation(PostgresFixture postgres) : LiveFixture(postgres)
    {
        public Uri App { get; } = new($"http://127.0.0.1:{LoopbackPort.FindFree()}/");

        protected override IReadOnlyList<string> Settings => [$"--Connect:AllowedReturnUrls:0={App.GetLeftPart(UriPartial.Authority)}", "--Branding:AppName=Fernway Desk"];
    }
}
