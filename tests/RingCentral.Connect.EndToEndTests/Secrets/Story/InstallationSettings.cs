using System.Globalization;
using RingCentral.Connect.TestKit.Programs;

namespace RingCentral.Connect.EndToEndTests.Secrets.Story;

/// <summary>The settings of an installation that hides nothing which it could tell.</summary>
internal static class InstallationSettings
{
    public const string MailUser = "connect";

    private static readonly string[] Categories = ["Default", "Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore", "System.Net.Http.HttpClient", "Npgsql", "Hangfire"];

    public static ServiceSettings For(Installation installation) => new()
    {
        ConnectionString = installation.ConnectionString,
        RingCentralUrl = installation.RingCentral.Address,
        Variables = new Dictionary<string, string>(
            Telemetry(installation).Concat(Keys(installation.Secrets)).Concat(People(installation)).Concat(Pace())
                .Concat(Categories.Select(category => KeyValuePair.Create($"Logging__LogLevel__{category}", "Trace")))),
    };

    private static Dictionary<string, string> Telemetry(Installation installation) => new()
    {
        ["Logging__Console__FormatterName"] = "json",
        ["Logging__Console__FormatterOptions__IncludeScopes"] = "true",
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = installation.Collector.Address.ToString(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "200",
        ["OTEL_BLRP_MAX_QUEUE_SIZE"] = "65536",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "1000",
    };

    private static Dictionary<string, string> Keys(OperatorSecrets secrets) => new()
    {
        ["RingCentral__ClientId"] = Installation.ClientId,
        ["RingCentral__ClientSecret"] = secrets.ClientSecret,
        ["DataProtection__Certificates__0__Path"] = secrets.FirstFile,
        ["DataProtection__Certificates__0__Password"] = secrets.CertificatePassword,
        ["DataProtection__Certificates__1__Path"] = secrets.SecondText,
    };

    private static Dictionary<string, string> People(Installation installation) => new()
    {
        ["Connect__PublicUrl"] = installation.Url.ToString().TrimEnd('/'),
        ["Connect__AllowedReturnUrls__0"] = new Uri(installation.App.Address, "back").ToString(),
        ["Webhooks__AllowPrivateAddresses"] = "true",
        ["Administration__Oidc__Authority"] = installation.RingCentral.Address.ToString().TrimEnd('/'),
        ["Administration__Oidc__ClientId"] = "dashboard",
        ["Administration__Oidc__ClientSecret"] = installation.Secrets.ProviderSecret,
        ["Administration__Oidc__Admins__0"] = Sandboxes.People.Tomas,
        ["Administration__Oidc__Viewers__0"] = Sandboxes.People.Ines,
        ["Administration__NotifyAddresses__0"] = "operator@example.com",
        ["Smtp__Host"] = "127.0.0.1",
        ["Smtp__Port"] = installation.MailServer.Port.ToString(CultureInfo.InvariantCulture),
        ["Smtp__Security"] = "None",
        ["Smtp__UserName"] = MailUser,
        ["Smtp__Password"] = installation.Secrets.MailPassword,
        ["Smtp__From"] = "connections@example.com",
    };

    private static Dictionary<string, string> Pace() => new() { ["KeepAlive__SweepInterval"] = "00:00:01", ["KeepAlive__Mode"] = "Warm" };
}
