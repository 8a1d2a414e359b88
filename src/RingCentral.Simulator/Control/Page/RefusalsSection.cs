using System.Globalization;
using RingCentral.Simulator.Apps;
using RingCentral.Simulator.Errors;
using RingCentral.Simulator.Pages;
using RingCentral.Simulator.Users;

namespace RingCentral.Simulator.Control.Page;

/// <summary>
/// What can be told to one user's app: any documented code, whatever the user's real standing; and the timeouts that an administrator of the customer sets for sessions.
/// </summary>
internal sealed class RefusalsSection(UserDirectory users)
{
    public Html Write()
    {
        var people = Html.Join(users.People.Select(user => Html.Of($"""<option value="{Id(user)}">{user.Profile.Name}</option>""")));
        var codes = CodeCatalogue.All.Values.OrderBy(refusal => refusal.Code, StringComparer.Ordinal).Select(refusal => Html.Of($"""<option value="{refusal.Code}">{refusal.Code}: {refusal.Message}</option>"""));
        return Html.Of($"""
            <section class="panel" aria-labelledby="refusals">
              <h2 id="refusals">Refuse a user's requests</h2>
              <p class="soft">The session is left as it is. A code that may be a mistake is asked for twice before anybody believes it.</p>
              <form method="post" action="/_control/page/fault" class="fields">
                <input type="hidden" name="kind" value="status">
                <p class="field-row"><label for="refuse-who">User</label><select class="field" id="refuse-who" name="owner_id" data-testid="refuse-who">{people}</select></p>
                <p class="field-row field-row--wide"><label for="refuse-code">Code</label><select class="field" id="refuse-code" name="error_code" data-testid="refuse-code">{Html.Join(codes)}</select></p>
                <p class="field-row"><label for="refuse-grant">Of what</label><select class="field" id="refuse-grant" name="grant"><option value="{Grants.RefreshToken}">refreshes</option><option value="{Grants.JwtBearer}">JWTs</option></select></p>
                <p class="field-row"><label for="refuse-count">How many (empty: until faults are cleared)</label><input class="field" id="refuse-count" name="count" inputmode="numeric" autocomplete="off"></p>
                <p class="field-row"><button class="btn" data-testid="refuse">Refuse</button></p>
              </form>
              <h3>Session timeouts</h3>
              <p class="soft">As the customer's administrator sets them, for live sessions too; 0 takes one away. The clock above brings their end near.</p>
              <form method="post" action="/_control/page/timeouts" class="fields">
                <p class="field-row"><label for="timeouts-who">User</label><select class="field" id="timeouts-who" name="owner_id" data-testid="timeouts-who">{people}</select></p>
                <p class="field-row"><label for="timeouts-absolute">Absolute</label><input class="field" id="timeouts-absolute" name="absolute" value="12:00:00" autocomplete="off"></p>
                <p class="field-row"><label for="timeouts-idle">Idle</label><input class="field" id="timeouts-idle" name="idle" value="0" autocomplete="off"></p>
                <p class="field-row"><button class="btn" data-testid="timeouts-set">Set</button></p>
              </form>
            </section>

            """);
    }

    private static string Id(User user)
    {
        return user.OwnerId.ToString(CultureInfo.InvariantCulture);
    }
}
