using RingCentral.Simulator.Pages;
using RingCentral.Simulator.Switches;

namespace RingCentral.Simulator.Control.Page;

/// <summary>Every switch, for everybody or for some.</summary>
internal sealed class SwitchesSection(SwitchBoard board)
{
    private static readonly SwitchValues Defaults = new();

    public Html Write()
    {
        var rooms = SwitchCatalogue.All.GroupBy(entry => entry.Room).Select(Room);
        return Html.Of($"""
            <section class="panel" aria-labelledby="switches">
              <h2 id="switches">Switches</h2>
              {Overrides()}
              <form method="post" action="/_control/page/switches">
                {Html.Join(rooms)}
                <fieldset class="room"><legend>Only for some requests</legend>
                  <p class="soft">Left empty, what you change above holds for everybody.</p>
                  <div class="fields">{Filter("owner_id", "Owner id")}{Filter("session_id", "Session id")}{Filter("count", "The next so many requests")}{Filter("share", "Share of requests, to 1")}</div>
                </fieldset>
                <p class="row"><button class="btn btn--go" data-testid="switches-set">Set switches</button></p>
              </form>
              <form method="post" action="/_control/page/reset-switches"><button class="btn" data-testid="switches-reset">Set everything back to how it started</button></form>
            </section>

            """);
    }

    private Html Room(IGrouping<string, SwitchEntry> room)
    {
        var changed = room.Count(entry => entry.Print(board.Everybody) != entry.Print(Defaults));
        return Html.Of($"""
            <details class="room"><summary>{room.Key}{(changed > 0 ? $", {changed} changed" : "")}</summary>
            <div class="fields">{Html.Join(room.Select(Field))}</div></details>
            """);
    }

    private Html Field(SwitchEntry entry)
    {
        var value = entry.Print(board.Everybody);
        var choices = entry.Kind == typeof(bool) ? ["false", "true"] : entry.Choices;
        var input = choices.Count > 0
            ? Html.Of($"""<select class="field" id="{entry.Name}" name="{entry.Name}" aria-describedby="{entry.Name}-note" data-testid="switch-{entry.Name}">{Html.Join(choices.Select(choice => Option(choice, value)))}</select>""")
            : Html.Of($"""<input class="field" id="{entry.Name}" name="{entry.Name}" value="{value}" aria-describedby="{entry.Name}-note" autocomplete="off" data-testid="switch-{entry.Name}">""");
        return Html.Of($"""<p class="field-row"><label for="{entry.Name}"><code>{entry.Name}</code></label>{input}<small class="soft" id="{entry.Name}-note">{entry.Meaning}</small></p>""");
    }

    private static Html Option(string choice, string value)
    {
        return choice == value ? Html.Of($"<option selected>{choice}</option>") : Html.Of($"<option>{choice}</option>");
    }

    private static Html Filter(string name, string label)
    {
        return Html.Of($"""<p class="field-row"><label for="filter-{name}">{label}</label><input class="field" id="filter-{name}" name="{name}" autocomplete="off"></p>""");
    }

    private Html Overrides()
    {
        var lines = board.Overrides.Where(entry => !entry.Spent).Select(entry => Html.Of(
            $"<li>{string.Join(", ", entry.Changes.Keys)} {(entry.Filter.OwnerId is { } owner ? $"for user {owner}" : "for some requests")}{(entry.Left is { } left ? $", the next {left}" : "")}</li>")).ToList();
        return lines.Count == 0 ? Html.None : Html.Of($"""<ul class="lines">{Html.Join(lines)}</ul>""");
    }
}
