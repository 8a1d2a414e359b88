using System.Globalization;
using System.Text.Json;
using RingCentral.Simulator.Clock;
using RingCentral.Simulator.Faults;
using RingCentral.Simulator.RateLimits;
using RingCentral.Simulator.Switches;

namespace RingCentral.Simulator.Control.Page;

/// <summary>What the page's forms do; each ends where it began, on the page.</summary>
internal sealed class PageForms(IServiceProvider rooms, ControlPage page)
{
    public async Task PostAsync(HttpContext http)
    {
        try
        {
            ControlRoutes.RefuseOtherSites(http.Request);
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            Act((string?)http.GetRouteValue("form"), form);
            http.Response.StatusCode = 303;
            http.Response.Headers.Location = "/_control";
        }
        catch (ControlProblem problem)
        {
            await page.WriteAsync(http, problem);
        }
    }

    private void Act(string? name, IFormCollection form)
    {
        switch (name)
        {
            case "clock":
                Room<SimulatorClock>().Advance(ClockControl.Check(TimeSpan.TryParse(form["advance"], out var by) ? by : TimeSpan.MinValue));
                break;
            case "user":
                Room<UserControl>().Act(form["owner_id"], form["action"].ToString());
                break;
            case "timeouts":
                Room<UserControl>().SetTimeouts(form["owner_id"], Duration(form, "absolute"), Duration(form, "idle"));
                break;
            case "app":
                Room<AppControl>().Act(form["client_id"], form["action"]);
                break;
            case "session":
                Room<SessionControl>().End(form["session_id"]);
                break;
            case "fault":
                Room<FaultControl>().Add(JsonSerializer.SerializeToElement(Filled(form)));
                break;
            case "clear-faults":
                Room<FaultBoard>().Clear();
                break;
            case "switches":
                SetSwitches(form);
                break;
            case "reset-switches":
                Room<SwitchBoard>().Reset();
                Room<RateLimiter>().Reset();
                break;
            default:
                throw new ControlProblem("There is no such form.", 404);
        }
    }

    /// <summary>Only what differs from how it stands: the form always sends every switch.</summary>
    private void SetSwitches(IFormCollection form)
    {
        var now = Room<SwitchBoard>().Everybody;
        var changed = form.Where(field => FilterFields.Names.Contains(field.Key)
            ? !string.IsNullOrEmpty(field.Value)
            : !SwitchCatalogue.TryFind(field.Key, out var entry) || entry.Print(now) != field.Value);
        Room<SwitchControl>().Set(changed.ToDictionary(field => field.Key, field => JsonSerializer.SerializeToElement(field.Value.ToString())));
    }

    private static TimeSpan Duration(IFormCollection form, string name)
    {
        return TimeSpan.TryParse(form[name], CultureInfo.InvariantCulture, out var time) && time >= TimeSpan.Zero
            ? time
            : throw new ControlProblem($"{name}: \"{form[name]}\" is no duration; write it like 12:00:00.");
    }

    private static Dictionary<string, string> Filled(IFormCollection form)
    {
        return form.Where(field => !string.IsNullOrEmpty(field.Value)).ToDictionary(field => field.Key, field => field.Value.ToString());
    }

    private TRoom Room<TRoom>()
        where TRoom : notnull
    {
        return rooms.GetRequiredService<TRoom>();
    }
}
