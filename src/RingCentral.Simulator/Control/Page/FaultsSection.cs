using RingCentral.Simulator.Apps;
using RingCentral.Simulator.Faults;
using RingCentral.Simulator.Pages;

namespace RingCentral.Simulator.Control.Page;

/// <summary>What will go wrong on the wire.</summary>
internal sealed class FaultsSection(FaultBoard faults, RefusalsSection refusals)
{
    private static readonly Dictionary<FaultKind, string> Meanings = new()
    {
        [FaultKind.LoseReply] = "the work is done, then the connection closes without an answer",
        [FaultKind.HoldReply] = "the work is done, the answer waits for the delay, or until faults are cleared",
        [FaultKind.Delay] = "waits first, then does the work",
        [FaultKind.Drip] = "the work is done, the answer trickles in over the delay",
        [FaultKind.Reset] = "the connection is reset, nothing is done",
        [FaultKind.Truncate] = "the work is done, half of the answer comes",
        [FaultKind.Html] = "a web page instead of JSON, nothing is done",
        [FaultKind.Status] = "an error status, nothing is done",
    };

    public Html Write()
    {
        var kinds = Meanings.Select(pair => Html.Of($"""<option value="{FaultKinds.NameOf(pair.Key)}">{FaultKinds.NameOf(pair.Key)}: {pair.Value}</option>"""));
        var grants = new[] { Grants.AuthorizationCode, Grants.RefreshToken, Grants.JwtBearer }.Select(grant => Html.Of($"""<option>{grant}</option>"""));
        return Html.Of($"""
            {refusals.Write()}
            <section class="panel" aria-labelledby="faults">
              <h2 id="faults">Faults on the wire</h2>
              <div data-live="faults">{Pending()}</div>
              <form method="post" action="/_control/page/fault" class="fields">
                <p class="field-row field-row--wide"><label for="kind">Kind</label><select class="field" id="kind" name="kind" data-testid="fault-kind">{Html.Join(kinds)}</select></p>
                <p class="field-row"><label for="grant">Grant</label><select class="field" id="grant" name="grant"><option value="">any</option>{Html.Join(grants)}</select></p>
                {Field("count", "How many requests", "1")}{Field("share", "Share of them, to 1", "")}{Field("delay", "Delay", "")}
                {Field("status", "Status", "")}{Field("retry_after", "Retry-After, seconds", "")}{Field("owner_id", "Owner id", "")}
                <p class="field-row"><button class="btn" data-testid="fault-add">Add fault</button></p>
              </form>
              <form method="post" action="/_control/page/clear-faults"><button class="btn" data-testid="fault-clear">Clear faults and release what is held</button></form>
            </section>

            """);
    }

    private static Html Field(string name, string label, string value)
    {
        return Html.Of($"""<p class="field-row"><label for="fault-{name}">{label}</label><input class="field" id="fault-{name}" name="{name}" value="{value}" autocomplete="off"></p>""");
    }

    private Html Pending()
    {
        var lines = faults.Pending.Select(fault => Html.Of(
            $"<li><strong>{FaultKinds.NameOf(fault.Kind)}{Code(fault)}</strong> for {fault.Filter.Grant ?? "any request"}{Who(fault)}, {(fault.Left is { } left ? $"the next {left}" : "every one")}</li>"));
        return faults.Any && faults.Pending.Count > 0
            ? Html.Of($"""<ul class="lines" data-testid="faults-pending">{Html.Join(lines)}</ul>""")
            : Html.Of($"""<p class="soft">None is waiting.</p>""");
    }

    private static string Code(Fault fault)
    {
        return fault.ErrorCode is { } code ? $" {code}" : "";
    }

    private static string Who(Fault fault)
    {
        return fault.Filter.OwnerId is { } owner ? $" of user {owner}" : "";
    }
}
