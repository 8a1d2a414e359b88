using System.Globalization;
using RingCentral.Connect.Api.Errors;
using RingCentral.Connect.Api.Keys;
using RingCentral.Connect.Api.Requests;
using RingCentral.Connect.Vault.Events;

namespace RingCentral.Connect.Api.Events;

/// <summary>
/// The history of all connections. A log has no end: <c>next_cursor</c> says where to go on, now or later, and an empty page means that nothing has happened since.
/// </summary>
internal sealed class EventEndpoint(EventLog log)
{
    private const string After = "after";
    private const string Limit = "limit";

    public static void Map(IEndpointRouteBuilder group) =>
        group.MapGet("/events", (HttpContext http, EventEndpoint endpoint) => endpoint.ReadAsync(http))
            .RequireAuthorization(ApiScopes.EventsRead).WithQuery(After, Limit);

    private async Task<IResult> ReadAsync(HttpContext http)
    {
        var query = new QueryReader(http.Request.Query);
        var (after, limit) = (Position(query), query.Number(Limit, 1, 200, 50));
        if (query.Errors.Count > 0)
        {
            return Problems.Invalid(query.Errors);
        }

        var (events, next) = http.CallerAccess().ExternalIdPrefix is { Length: > 0 } prefix
            ? await log.ReadAsync(after, limit, prefix, http.RequestAborted)
            : await ReadAllAsync(after, limit, http.RequestAborted);
        return TypedResults.Json(
            new EventListBody([.. events.Select(EventBody.Of)], next > 0 ? next.ToString(CultureInfo.InvariantCulture) : null), ApiJson.Default.EventListBody);
    }

    private async Task<(IReadOnlyList<LoggedEvent> Events, long Next)> ReadAllAsync(long after, int limit, CancellationToken cancellationToken)
    {
        var events = await log.ReadAsync(after, limit, cancellationToken);
        return (events, events.Count > 0 ? events[^1].Event.Position!.Value : after);
    }

    private static long Position(QueryReader query)
    {
        if (query.Text(After) is not { } text)
        {
            return 0;
        }

        return text[0] != '0' && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            ? position
            : query.Refuse<long>(After, Cursors.Rule);
    }
}
