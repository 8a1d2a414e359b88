using System.Globalization;
using System.Text;
using RingCentral.Simulator.Switches;
using RingCentral.Simulator.Users;
using RingCentral.Simulator.Wire;

namespace RingCentral.Simulator.Authorize;

/// <summary>The addresses that a browser is sent back to (RINGCENTRAL section 2, success and errors).</summary>
internal sealed class Callback(CodeBook codes)
{
    public string Granted(Exchange exchange, AuthorizeRequest request, User user, long signedInAt)
    {
        var switches = exchange.Switches;
        var code = codes.Add(new Code(request.App.ClientId, user.OwnerId, request.RedirectUri, exchange.Now + switches.CodeLifetime.Ticks)
        {
            RedirectUriGiven = request.RedirectUriGiven,
            Challenge = request.Challenge,
            ChallengeMethod = request.ChallengeMethod,
            Scope = request.Scope,
            Nonce = request.Nonce,
            SignedInAt = signedInAt,
        });
        var query = new StringBuilder();
        Append(query, "code", code);
        Append(query, "state", request.State);
        Append(query, "expires_in", ((long)switches.CodeLifetime.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        AppendHints(query, request, user);
        if (request.Discovery)
        {
            Append(query, "discovery_uri", $"{exchange.Origin}/.well-known/entry-points/external");
            Append(query, "token_uri", $"{exchange.Origin}/restapi/oauth/token");
        }

        return Address(request, query, switches);
    }

    public static string Denied(AuthorizeRequest request, SwitchValues switches)
    {
        // The recorded sample encodes the spaces twice, so that a reader who decodes once sees plus signs.
        var description = switches.DoubleEncodedDenial
            ? "The+user+denied+access+to+your+application"
            : "The user denied access to your application";
        return Failed(request, "access_denied", description, switches, switches.StateOnDenial);
    }

    public static string Failed(AuthorizeRequest request, string error, string? description, SwitchValues switches, bool withState = true)
    {
        var query = new StringBuilder();
        Append(query, "error", error);
        Append(query, "error_description", description);
        Append(query, "state", withState ? request.State : null);
        return Address(request, query, switches);
    }

    /// <summary>What response_hint asks for; seen in RingCentral's clients, the effect is taken from its name (U).</summary>
    private static void AppendHints(StringBuilder query, AuthorizeRequest request, User user)
    {
        var hints = (request.ResponseHint ?? "").Split(' ');
        Append(query, "brand_id", hints.Contains("brand_id") ? user.Account.Brand.Id : null);
        Append(query, "contracted_country_code", hints.Contains("contracted_country_code") ? user.Account.Brand.Country : null);
    }

    private static void Append(StringBuilder query, string name, string? value)
    {
        if (value is not null)
        {
            query.Append(query.Length == 0 ? "" : "&").Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }
    }

    private static string Address(AuthorizeRequest request, StringBuilder query, SwitchValues switches)
    {
        if (switches.ExtraCallbackParameters.Length > 0)
        {
            query.Append('&').Append(switches.ExtraCallbackParameters.TrimStart('?', '&'));
        }

        return request.RedirectUri + (request.RedirectUri.Contains('?') ? "&" : "?") + query;
    }
}
