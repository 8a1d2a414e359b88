using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Extensions;
using RingCentral.Simulator.Authorize;
using RingCentral.Simulator.Clock;
using RingCentral.Simulator.Errors;
using RingCentral.Simulator.Switches;
using RingCentral.Simulator.Users;
using RingCentral.Simulator.Wire;

namespace RingCentral.Simulator.Control;

/// <summary>Sign-in and consent without a browser, by the same rules.</summary>
internal sealed class AuthorizeControl(AuthorizeRequestReader reader, UserDirectory users, Callback callback, SwitchBoard switches, SimulatorClock clock)
{
    private sealed record Body([property: JsonConverter(typeof(IdText))] string User)
    {
        public Dictionary<string, string> Query { get; init; } = [];

        public bool Deny { get; init; }
    }

    public async Task AuthorizeAsync(HttpContext http)
    {
        var body = await ControlJson.ReadAsync<Body>(http.Request, http.RequestAborted);
        var user = users.FindByHint(body.User) ?? throw new ControlProblem($"There is no user \"{body.User}\".", 404);
        var check = reader.Read(new QueryBuilder(body.Query).ToString());
        if (check.ErrorForPerson is { } untrusted)
        {
            throw Stopped(untrusted);
        }

        var exchange = new Exchange(http, "/restapi/oauth/authorize", clock.GetUtcNow(), switches.Everybody) { App = check.Request!.App, User = user };
        exchange.Switches = switches.For(exchange.Subject);
        var location = Location(exchange, check, body.Deny);
        await ControlJson.WriteAsync(http.Response, new { location }, http.RequestAborted);
    }

    private string Location(Exchange exchange, AuthorizeCheck check, bool deny)
    {
        var request = check.Request!;
        if (check.ErrorForApp is { } error)
        {
            return Callback.Failed(request, error, check.ErrorDescription, exchange.Switches);
        }

        if (SignInRules.WhyNot(request, exchange.User!, exchange.Switches) is { } refusal)
        {
            throw Stopped(refusal, 409);
        }

        return deny || exchange.Switches.DenyAtConsent
            ? Callback.Denied(request, exchange.Switches)
            : callback.Granted(exchange, request, exchange.User!, exchange.Now);
    }

    /// <summary>Where the person would be left standing at RingCentral, there is no location.</summary>
    private static ControlProblem Stopped(Refusal refusal, int status = 400)
    {
        return new ControlProblem($"No redirect: {refusal.Code} {refusal.Message}", status);
    }
}
