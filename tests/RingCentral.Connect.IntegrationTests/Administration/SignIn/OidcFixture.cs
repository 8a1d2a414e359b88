using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.TestKit.Postgres;

namespace RingCentral.Connect.IntegrationTests.Administration.SignIn;

/// <summary>Two nodes whose administrators sign in at the simulator.</summary>
public sealed class OidcFixture(PostgresFixture postgres) : LiveFixture(postgres)
{
    /// <summary>By subject.</summary>
    public const string Admin = "256440017";

    /// <summary>By mail address.</summary>
    public const string Viewer = "256440016";

    /// <summary>By a claim of theirs: the number of their account.</summary>
    public const string Colleague = "311872002";

    /// <summary>Nothing of the kind.</summary>
    public const string Stranger = "256440018";

    internal ServiceNode Second { get; private set; } = null!;

    protected override IReadOnlyList<string> Settings => SettingsFor(RingCentral);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Second = await NodeAsync();
        await Second.StartAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await Second.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <summary>A provider, and who is what there.</summary>
    internal static string[] SettingsFor(Uri provider) =>
    [
        $"--Administration:Oidc:Authority={provider.GetLeftPart(UriPartial.Authority)}",
        "--Administration:Oidc:ClientId=sandbox-client",
        "--Administration:Oidc:ClientSecret=sandbox-secret",
        "--Administration:Oidc:RoleClaim=account_id",
        $"--Administration:Oidc:Admins:0={Admin}",
        "--Administration:Oidc:Viewers:0=Ines.Castellan@Example.com",
        "--Administration:Oidc:Viewers:1=40118227",
    ];
}
