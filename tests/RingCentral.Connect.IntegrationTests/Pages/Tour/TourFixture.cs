using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.TestKit.Postgres;

namespace RingCentral.Connect.IntegrationTests.Pages.Tour;

/// <summary>An installation under an operator's own brand.</summary>
public sealed class TourFixture(PostgresFixture postgres) : LiveFixture(postgres)
{
    protected override IReadOnlyList<string> Settings =>
    [
        "--Connect:AllowedReturnUrls:0=https://app.example.com/back",
        "--RingCentral:Scopes=ReadAccounts ReadCallLog SMS ReadMessages RingOut",
        "--Branding:AppName=Fernway Desk",
        "--Branding:OperatorName=Fernway Software",
        "--Branding:Support=help@fernway.example.com",
        "--Branding:PrivacyUrl=https://fernway.example.com/privacy",
        "--Branding:AppUrl=https://app.example.com",
        "--Branding:Accent=#0f5f4c",
    ];
}
