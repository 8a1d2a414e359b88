using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Data;
using RingCentral.Connect.Data.ApiKeys;

namespace RingCentral.Connect.Api.Keys;

/// <summary>Makes, lists and revokes keys.</summary>
internal sealed class ApiKeys(IDbContextFactory<ConnectDbContext> contexts, KnownKeys known, TimeProvider time)
{
    /// <summary>Makes a key. The secret is in the answer and nowhere else.</summary>
    public async Task<(ApiKey Key, ApiKeySecret Secret)> CreateAsync(NewApiKey wanted, CancellationToken cancellationToken)
    {
        var secret = ApiKeySecret.Create();
        var now = time.GetUtcNow();
        var key = new ApiKey
        {
            Id = Guid.CreateVersion7(now),
            Name = wanted.Name,
            Hash = secret.Hash(),
            Scopes = [.. wanted.Scopes],
            ExternalIdPrefix = wanted.ExternalIdPrefix,
            CreatedAt = now,
            ExpiresAt = wanted.ExpiresAt,
        };
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.ApiKeys.Add(key);
        await context.SaveChangesAsync(cancellationToken);
        known.Forget();
        return (key, secret);
    }

    /// <summary>All keys, oldest first, revoked ones included.</summary>
    public async Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.ApiKeys.AsNoTracking().OrderBy(key => key.Id).ToListAsync(cancellationToken);
    }

    /// <summary>Ends a key. Ending it twice is no error.</summary>
    /// <returns>Whether there is such a key.</returns>
    public async Task<bool> RevokeAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.ApiKeys.FindAsync([id], cancellationToken) is not { } key)
        {
            return false;
        }

        key.RevokedAt ??= time.GetUtcNow();
        await context.SaveChangesAsync(cancellationToken);

        // Other nodes are told by the database.
        known.Forget();
        return true;
    }
}

/// <summary>A key that is wanted. Several may carry one name: during a change the old one and the new one are both live.</summary>
/// <param name="Name">What it is for.</param>
/// <param name="Scopes">What it may do.</param>
internal sealed record NewApiKey(string Name, IReadOnlyCollection<string> Scopes)
{
    /// <summary>Null for a key that does not expire.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Where set, the key sees only connections whose external id begins so.</summary>
    public string? ExternalIdPrefix { get; init; }
}
