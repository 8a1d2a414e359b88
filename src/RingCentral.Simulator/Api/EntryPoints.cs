using System.Text.Json;
using RingCentral.Simulator.Apps;
using RingCentral.Simulator.Errors;
using RingCentral.Simulator.RateLimits;
using RingCentral.Simulator.Sessions;
using RingCentral.Simulator.Tokens;
using RingCentral.Simulator.Wire;

namespace RingCentral.Simulator.Api;

/// <summary>GET /.well-known/entry-points/initial, RINGCENTRAL section 1, entry-point discovery (observed in RingCentral's own clients).</summary>
internal sealed class InitialEntryPoints(AppDirectory apps) : Operation
{
    public override RateGroup GroupOf(Exchange exchange)
    {
        return RateGroup.None;
    }

    public override Reply Answer(Exchange exchange)
    {
        exchange.App = apps.Find(exchange.Request.Query["clientId"]);
        if (exchange.App is null)
        {
            return JsonReply.Of(Refusals.UnknownClient((string?)exchange.Request.Query["clientId"] ?? ""), exchange.Switches);
        }

        var brand = (string?)exchange.Request.Query["brandId"] ?? "1210";
        return JsonReply.Of(200, json =>
        {
            EntryPointFields.WriteHead(json);
            json.WriteString("brandId", brand);
            json.WriteStartObject("discoveryApi");
            json.WriteString("defaultExternalUri", $"{exchange.Origin}/.well-known/entry-points/external");
            json.WriteEndObject();
            EntryPointFields.WriteAuth(json, exchange.Origin, "defaultTokenUri");
            EntryPointFields.WriteApi(json, exchange.Origin);
        });
    }
}

/// <summary>GET /.well-known/entry-points/external, with the access token that the code was exchanged for.</summary>
internal sealed class ExternalEntryPoints(TokenFinder finder, SessionStore sessions, AppDirectory apps) : BearerOperation(finder, sessions, apps)
{
    public override RateGroup GroupOf(Exchange exchange)
    {
        return RateGroup.None;
    }

    protected override ApiRefusal? WhyNotAllowed(Exchange exchange)
    {
        return null;
    }

    protected override Reply Show(Exchange exchange)
    {
        var reply = JsonReply.Of(200, json =>
        {
            EntryPointFields.WriteHead(json);
            json.WriteNumber("expiresIn", 86400);
            json.WriteNumber("retryCycleDelay", 824);
            json.WriteStartObject("discoveryApi");
            json.WriteString("initialUri", $"{exchange.Origin}/.well-known/entry-points/initial");
            json.WriteString("externalUri", $"{exchange.Origin}/.well-known/entry-points/external");
            json.WriteEndObject();
            EntryPointFields.WriteAuth(json, exchange.Origin, "tokenUri");
            EntryPointFields.WriteApi(json, exchange.Origin);
        });
        return reply with { DiscoveryTag = "simulator-1" };
    }
}

internal static class EntryPointFields
{
    public static void WriteHead(Utf8JsonWriter json)
    {
        json.WriteString("version", "1.0.0");
        json.WriteNumber("retryCount", 3);
        json.WriteNumber("retryInterval", 3);
    }

    public static void WriteAuth(Utf8JsonWriter json, string origin, string tokenField)
    {
        json.WriteStartObject("authApi");
        json.WriteString("authorizationUri", $"{origin}/restapi/oauth/authorize");
        json.WriteString("oidcDiscoveryUri", $"{origin}/.well-known/openid-configuration");
        json.WriteString("baseUri", origin);
        json.WriteString(tokenField, $"{origin}/restapi/oauth/token");
        json.WriteEndObject();
    }

    public static void WriteApi(Utf8JsonWriter json, string origin)
    {
        json.WriteStartObject("coreApi");
        json.WriteString("baseUri", origin);
        json.WriteEndObject();
    }
}
