using System.Text.Json;
using RingCentral.Simulator.Faults;
using RingCentral.Simulator.Sessions;

namespace RingCentral.Simulator.Control;

/// <summary>Sets faults on the wire, and clears them; clearing releases what is held.</summary>
internal sealed class FaultControl(FaultBoard faults, SessionTable sessions)
{
    private sealed record Body : FilterFields
    {
        public required string Kind { get; init; }

        public TimeSpan? Delay { get; init; }

        public int? Status { get; init; }

        public int? RetryAfter { get; init; }

        public bool RetryAfterAsDate { get; init; }

        public string? ErrorCode { get; init; }
    }

    public async Task ListAsync(HttpContext http)
    {
        await ControlJson.WriteAsync(http.Response, new { data = faults.Pending.Select(Show) }, http.RequestAborted);
    }

    public async Task AddAsync(HttpContext http)
    {
        var body = await ControlJson.ReadAsync<Body>(http.Request, http.RequestAborted);
        http.Response.StatusCode = 201;
        await ControlJson.WriteAsync(http.Response, Show(faults.Add(Read(body))), http.RequestAborted);
    }

    /// <summary>The same fields from the control page.</summary>
    public void Add(JsonElement fields)
    {
        faults.Add(Read(ControlJson.Read<Body>(fields)));
    }

    public async Task ClearAsync(HttpContext http)
    {
        await ControlJson.WriteAsync(http.Response, new { cleared = faults.Clear() }, http.RequestAborted);
    }

    private Func<int, Fault> Read(Body body)
    {
        var at = FaultKinds.Names.ToList().IndexOf(body.Kind);
        if (at < 0)
        {
            throw new ControlProblem($"kind: \"{body.Kind}\" is none of {string.Join(", ", FaultKinds.Names)}.");
        }

        if (body.Status is < 200 or > 599)
        {
            throw new ControlProblem("status is between 200 and 599.");
        }

        if (body.Delay < TimeSpan.Zero || body.RetryAfter < 0)
        {
            throw new ControlProblem("delay and retry_after cannot be negative.");
        }

        var (kind, filter) = ((FaultKind)at, body.ToFilter(sessions));
        return id => new Fault(id, kind, filter)
        {
            Delay = body.Delay,
            Status = body.Status,
            RetryAfter = body.RetryAfter,
            RetryAfterAsDate = body.RetryAfterAsDate,
            ErrorCode = body.ErrorCode,
        };
    }

    private object Show(Fault fault)
    {
        return new
        {
            id = fault.Id,
            kind = FaultKinds.NameOf(fault.Kind),
            filter = FilterView.Of(fault.Filter, sessions, fault.Left),
            delay = fault.Delay,
            status = fault.Status,
            error_code = fault.ErrorCode,
            retry_after = fault.RetryAfter,
        };
    }
}
