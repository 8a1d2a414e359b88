using System.Text.Json;
using RingCentral.Simulator.RateLimits;
using RingCentral.Simulator.Sessions;
using RingCentral.Simulator.Switches;

namespace RingCentral.Simulator.Control;

/// <summary>Reads and sets switches, for everybody or, where a filter field is given, for some requests.</summary>
internal sealed class SwitchControl(SwitchBoard board, SessionTable sessions, RateLimiter limiter)
{
    public async Task ShowAsync(HttpContext http)
    {
        var values = SwitchCatalogue.All.ToDictionary(entry => entry.Name, entry => Plain(entry, board.Everybody));
        values["overrides"] = board.Overrides.Where(entry => !entry.Spent).Select(ShowOverride);
        await ControlJson.WriteAsync(http.Response, values, http.RequestAborted);
    }

    public async Task SetAsync(HttpContext http)
    {
        var body = await ControlJson.ReadAsync<Dictionary<string, JsonElement>>(http.Request, http.RequestAborted);
        Set(body);
        await ShowAsync(http);
    }

    /// <summary>Where a filter field is given the switches stand differently for those requests alone.</summary>
    public void Set(Dictionary<string, JsonElement> body)
    {
        var filter = body.Where(field => FilterFields.Names.Contains(field.Key)).ToDictionary();
        Set(filter.Count == 0 ? null : ControlJson.Read<FilterFields>(JsonSerializer.SerializeToElement(filter)), body);
    }

    public async Task ResetAsync(HttpContext http)
    {
        board.Reset();
        limiter.Reset();
        await ShowAsync(http);
    }

    private void Set(FilterFields? filter, Dictionary<string, JsonElement> body)
    {
        var changes = new Dictionary<string, object>();
        foreach (var (name, value) in body.Where(field => !FilterFields.Names.Contains(field.Key)))
        {
            if (!SwitchCatalogue.TryFind(name, out var entry))
            {
                throw new ControlProblem($"There is no switch \"{name}\"; GET /_control/switches lists them.");
            }

            changes[name] = Read(entry, value);
        }

        if (filter is null)
        {
            board.Set(changes);
            return;
        }

        board.Override(filter.ToFilter(sessions), changes);
    }

    private static object Read(SwitchEntry entry, JsonElement value)
    {
        try
        {
            return entry.Read(value);
        }
        catch (FormatException problem)
        {
            throw new ControlProblem(problem.Message);
        }
    }

    private object ShowOverride(SwitchOverride entry)
    {
        return new
        {
            id = entry.Id,
            filter = FilterView.Of(entry.Filter, sessions, entry.Left),
            switches = entry.Changes.Keys.ToDictionary(name => name, name => Plain(name, entry.Changes)),
        };
    }

    private static object Plain(string name, IReadOnlyDictionary<string, object> changes)
    {
        return SwitchCatalogue.TryFind(name, out var entry) ? Plain(entry, SwitchCatalogue.Apply(new SwitchValues(), changes)) : "";
    }

    private static object Plain(SwitchEntry entry, SwitchValues values)
    {
        return entry.Property.GetValue(values) is bool or int ? entry.Property.GetValue(values)! : entry.Print(values);
    }
}
