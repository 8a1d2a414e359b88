using System.Globalization;
using RingCentral.Simulator.Apps;
using RingCentral.Simulator.Errors;
using RingCentral.Simulator.Sessions;
using RingCentral.Simulator.Tokens;
using RingCentral.Simulator.Users;
using RingCentral.Simulator.Wire;

namespace RingCentral.Simulator.Api;

/// <summary>GET /restapi/v1.0/account/~, RINGCENTRAL section 8: gives the brand.</summary>
internal sealed class AccountOperation(TokenFinder finder, SessionStore sessions, AppDirectory apps) : BearerOperation(finder, sessions, apps)
{
    protected override ApiRefusal? WhyNotAllowed(Exchange exchange)
    {
        return Needs(exchange, "ReadAccounts") ?? (exchange.User!.Profile.ReadExtensions ? null : ApiRefusals.UserPermission("ReadCompanyInfo"));
    }

    protected override Reply Show(Exchange exchange)
    {
        var account = exchange.User!.Account;
        return JsonReply.Of(200, json =>
        {
            json.WriteString("uri", $"{exchange.Origin}/restapi/v1.0/account/{account.Id}");
            json.WriteNumber("id", long.Parse(account.Id, CultureInfo.InvariantCulture));
            json.WriteString("mainNumber", account.MainNumber);
            json.WriteString("status", account.State == AccountState.Confirmed ? "Confirmed" : "Disabled");
            json.WriteStartObject("serviceInfo");
            json.WriteStartObject("brand");
            json.WriteString("id", account.Brand.Id);
            json.WriteString("name", account.Brand.Name);
            json.WriteStartObject("homeCountry");
            json.WriteString("isoCode", account.Brand.Country);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteString("setupWizardState", "Completed");
            json.WriteBoolean("federated", false);
        });
    }
}
