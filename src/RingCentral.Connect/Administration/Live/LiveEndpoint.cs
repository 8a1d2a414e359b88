using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using RingCentral.Connect.Administration.Sessions;
using RingCentral.Connect.Data;
using RingCentral.Connect.Vault.Fleet;

namespace RingCentral.Connect.Administration.Live;

/// <summary>
/// Tells open pages of the dashboard, by server-sent events, when there is something new to see: <c>changed</c> where the fleet was counted anew, an alarm has changed or a work has gone on, and
/// <c>beat</c> in between, so that a page knows that it is still told. What is new it fetches itself.
/// </summary>
internal sealed class LiveEndpoint(
    FleetBook fleet, AdminSessions sessions, IDbContextFactory<ConnectDbContext> contexts, IHostApplicationLifetime lifetime, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/admin/live", (LiveEndpoint live, HttpContext http) => TypedResults.ServerSentEvents(live.WatchAsync(http.User.AdminSession()!.Id, http.RequestAborted)))
            .RequireAuthorization(AdminPolicies.Viewer);

    private async IAsyncEnumerable<SseItem<string>> WatchAsync(Guid session, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        using var timer = new PeriodicTimer(Interval, time);
        var seen = await StateAsync(ended.Token);
        while (await NextAsync(timer, ended.Token) && await IsLiveAsync(session, ended.Token))
        {
            var state = await StateAsync(ended.Token);
            yield return new SseItem<string>("", state is not null && state != seen ? "changed" : "beat");
            seen = state ?? seen;
        }
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken cancellationToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>A stream outlives its request's authorization: who is signed out is told no more. While the database does not answer, nothing is told either.</summary>
    private async Task<bool> IsLiveAsync(Guid session, CancellationToken cancellationToken)
    {
        try
        {
            return await sessions.FindLiveAsync(session, cancellationToken) is not null;
        }
        catch (Exception exception) when (exception is NpgsqlException or OperationCanceledException)
        {
            return !cancellationToken.IsCancellationRequested;
        }
    }

    /// <summary>What pages show, as far as it changes; null where the database does not answer.</summary>
    private async Task<string?> StateAsync(CancellationToken cancellationToken)
    {
        try
        {
            var census = await fleet.ReadAsync(cancellationToken);
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var alarms = await context.Alarms.MaxAsync(alarm => (DateTimeOffset?)alarm.UpdatedAt, cancellationToken);
            var works = await context.BulkWorks.MaxAsync(work => (DateTimeOffset?)work.UpdatedAt, cancellationToken);
            return $"{census.TakenAt.UtcTicks} {alarms?.UtcTicks} {works?.UtcTicks}";
        }
        catch (Exception exception) when (exception is NpgsqlException or OperationCanceledException)
        {
            return null;
        }
    }
}
