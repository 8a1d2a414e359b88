using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Data;
using RingCentral.Connect.Data.Alarms;
using RingCentral.Connect.Data.WebhookEndpoints;
using RingCentral.Connect.Notifications.Webhooks.Delivery;
using RingCentral.Connect.Notifications.Webhooks.Signing;

namespace RingCentral.Connect.Notifications.Webhooks.Endpoints;

/// <summary>Makes, changes and forgets endpoints.</summary>
internal sealed class WebhookEndpointStore(IDbContextFactory<ConnectDbContext> contexts, WebhookSecretProtector protector, TimeProvider time)
{
    /// <summary>How many there may be: every event is weighed against each.</summary>
    public const int Most = 100;

    /// <summary>All of them, oldest first.</summary>
    public async Task<IReadOnlyList<WebhookEndpoint>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.WebhookEndpoints.AsNoTracking().OrderBy(endpoint => endpoint.Id).ToListAsync(cancellationToken);
    }

    public async Task<WebhookEndpoint?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.WebhookEndpoints.AsNoTracking().SingleOrDefaultAsync(endpoint => endpoint.Id == id, cancellationToken);
    }

    /// <summary>Makes an endpoint; null where there are as many as there may be.</summary>
    public async Task<WebhookEndpoint?> CreateAsync(NewWebhookEndpoint wanted, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.WebhookEndpoints.CountAsync(cancellationToken) >= Most)
        {
            return null;
        }

        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var (ciphertext, keyId) = protector.Seal(id, wanted.Secret);
        var endpoint = new WebhookEndpoint
        {
            Id = id,
            Url = wanted.Url,
            Description = wanted.Description,
            Events = [.. wanted.Events],
            Secret = ciphertext,
            SecretKeyId = keyId,
            DisabledAt = wanted.Enabled ? null : now,
            DisabledReason = wanted.Enabled ? null : WebhookDisabledReason.Requested,
            CreatedAt = now,
            UpdatedAt = now,
        };
        context.Add(endpoint);
        await context.SaveChangesAsync(cancellationToken);
        return endpoint;
    }

    /// <summary>Changes an endpoint; null where there is none.</summary>
    public async Task<WebhookEndpoint?> EditAsync(Guid id, WebhookEndpointEdit edit, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (await LockAsync(context, id, cancellationToken) is not { } endpoint)
        {
            return null;
        }

        var now = time.GetUtcNow();
        endpoint.Description = edit.Description ?? endpoint.Description;
        endpoint.Events = edit.Events is { } events ? [.. events] : endpoint.Events;
        endpoint.UpdatedAt = now;
        if (edit.Url is { } url && url != endpoint.Url)
        {
            // Another place has not failed yet.
            (endpoint.Url, endpoint.FirstFailedAt) = (url, null);
        }

        if (edit.Enabled is { } enabled && enabled != (endpoint.DisabledAt is null))
        {
            (endpoint.DisabledAt, endpoint.DisabledReason) = enabled ? ((DateTimeOffset?)null, (WebhookDisabledReason?)null) : (now, WebhookDisabledReason.Requested);
            endpoint.FirstFailedAt = null;
            await DropPendingAsync(context, id, cancellationToken);
            await CloseAlarmAsync(context, id, now, cancellationToken);
        }

        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return endpoint;
    }

    /// <summary>Forgets an endpoint, and the log of what was sent to it.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> DeleteAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (await LockAsync(context, id, cancellationToken) is not { } endpoint)
        {
            return false;
        }

        // The alarm first: who tells of it holds it, and then asks whether the endpoint is there.
        await CloseAlarmAsync(context, id, time.GetUtcNow(), cancellationToken);
        context.WebhookEndpoints.Remove(endpoint);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Gives an endpoint a new secret; the present one signs beside it for a while. One from before that is given up.</summary>
    /// <param name="id">The endpoint.</param>
    /// <param name="secret">The new secret.</param>
    /// <param name="overlap">How long the present one stays live.</param>
    /// <param name="cancellationToken">The caller left.</param>
    /// <returns>The endpoint; null where there is none.</returns>
    public async Task<WebhookEndpoint?> RotateSecretAsync(Guid id, WebhookSecret secret, TimeSpan overlap, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (await LockAsync(context, id, cancellationToken) is not { } endpoint)
        {
            return null;
        }

        var now = time.GetUtcNow();
        var isKept = overlap > TimeSpan.Zero;
        endpoint.PreviousSecret = isKept ? endpoint.Secret : null;
        endpoint.PreviousSecretKeyId = isKept ? endpoint.SecretKeyId : null;
        endpoint.PreviousSecretUntil = isKept ? now + overlap : null;
        (endpoint.Secret, endpoint.SecretKeyId) = protector.Seal(id, secret);
        endpoint.UpdatedAt = now;
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return endpoint;
    }

    /// <summary>Leaves others free to queue deliveries for it.</summary>
    private static Task<WebhookEndpoint?> LockAsync(ConnectDbContext context, Guid id, CancellationToken cancellationToken) =>
        context.WebhookEndpoints.FromSql($"SELECT * FROM webhook_endpoints WHERE id = {id} FOR NO KEY UPDATE").SingleOrDefaultAsync(cancellationToken);

    /// <summary>What waited while it was disabled is not sent late by surprise; it can be redelivered.</summary>
    private static Task<int> DropPendingAsync(ConnectDbContext context, Guid id, CancellationToken cancellationToken) => context.Database.ExecuteSqlAsync(
        $"""
        UPDATE webhook_deliveries SET state = 'failed', next_attempt_at = NULL, lease_id = NULL, last_error = {AttemptErrors.EndpointDisabled}
         WHERE endpoint_id = {id} AND state = 'pending'
        """,
        cancellationToken);

    private static Task<int> CloseAlarmAsync(ConnectDbContext context, Guid id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var subject = id.ToString();
        return context.Alarms.Where(alarm => alarm.Kind == AlarmKind.WebhookFailing && alarm.Subject == subject && alarm.ClosedAt == null)
            .ExecuteUpdateAsync(update => update.SetProperty(alarm => alarm.ClosedAt, now).SetProperty(alarm => alarm.UpdatedAt, now), cancellationToken);
    }
}
