using System.Globalization;
using System.Text.Json;
using RingCentral.Simulator.Apps;
using RingCentral.Simulator.Errors;
using RingCentral.Simulator.Sessions;
using RingCentral.Simulator.Tokens;
using RingCentral.Simulator.Users;
using RingCentral.Simulator.Wire;

namespace RingCentral.Simulator.Api;

/// <summary>GET /restapi/v1.0/account/~/extension/~, RINGCENTRAL section 8.</summary>
internal sealed class ExtensionOperation(TokenFinder finder, SessionStore sessions, AppDirectory apps) : BearerOperation(finder, sessions, apps)
{
    protected override ApiRefusal? WhyNotAllowed(Exchange exchange)
    {
        return Needs(exchange, "ReadAccounts") ?? (exchange.User!.Profile.ReadExtensions ? null : ApiRefusals.UserPermission("ReadExtensions"));
    }

    protected override Reply Show(Exchange exchange)
    {
        var user = exchange.User!;
        return JsonReply.Of(200, json =>
        {
            var account = $"{exchange.Origin}/restapi/v1.0/account/{user.Account.Id}";
            json.WriteString("uri", $"{account}/extension/{user.OwnerId.ToString(CultureInfo.InvariantCulture)}");
            json.WriteNumber("id", user.OwnerId);
            json.WriteString("extensionNumber", user.Profile.Extension);
            WriteAccount(json, user, account);
            WriteContact(json, user);
            json.WriteString("name", user.Profile.Name);
            json.WriteString("type", user.Profile.Type);
            json.WriteString("status", user.State == UserState.Enabled ? "Enabled" : user.State.ToString());
            WritePermissions(json, user);
            WriteRegion(json, user);
            json.WriteString("setupWizardState", "Completed");
            json.WriteBoolean("hidden", false);
            json.WriteStartArray("serviceFeatures");
            json.WriteEndArray();
        });
    }

    /// <summary>The id is a text here and a number at account/~ (RINGCENTRAL section 8).</summary>
    private static void WriteAccount(Utf8JsonWriter json, User user, string uri)
    {
        json.WriteStartObject("account");
        json.WriteString("uri", uri);
        json.WriteString("id", user.Account.Id);
        json.WriteEndObject();
    }

    private static void WriteContact(Utf8JsonWriter json, User user)
    {
        json.WriteStartObject("contact");
        json.WriteString("firstName", user.Profile.FirstName);
        json.WriteString("lastName", user.Profile.LastName);
        json.WriteString("name", user.Profile.Name);
        json.WriteString("company", user.Account.Company);
        json.WriteString("jobTitle", user.Profile.JobTitle);
        json.WriteString("email", user.Profile.Email);
        json.WriteString("businessPhone", user.Account.MainNumber);
        json.WriteBoolean("emailAsLoginName", true);
        json.WriteEndObject();
    }

    private static void WritePermissions(Utf8JsonWriter json, User user)
    {
        json.WriteStartObject("permissions");
        json.WriteStartObject("admin");
        json.WriteBoolean("enabled", user.Profile.Admin);
        json.WriteEndObject();
        json.WriteStartObject("internationalCalling");
        json.WriteBoolean("enabled", false);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteRegion(Utf8JsonWriter json, User user)
    {
        json.WriteStartObject("regionalSettings");
        json.WriteStartObject("homeCountry");
        json.WriteString("isoCode", user.Account.Brand.Country);
        json.WriteEndObject();
        json.WriteStartObject("language");
        json.WriteString("localeCode", user.Account.Brand.Country == "GB" ? "en-GB" : "en-US");
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
