using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Data;
using RingCentral.Connect.Data.ApiKeys;

namespace RingCentral.Connect.Api.Keys;

/// <summary>Makes, lists, revokes and checks keys.</summary>
internal sealed class ApiKeys(IDbContextFactory<ConnectDbContext> contexts, TimeProvider time)
{
    /// <summary>Makes a key. The secret is in the answer and nowhere else.</summary>
    public async Task<(ApiKey Key, ApiKeySecret Secret)> CreateAsync(
        string name, IReadOnlyCollection<string> scopes, DateTimeOffset? expiresAt, CancellationToken cancellationToken)
    {
        var secret = ApiKeySecret.Create();
        var now = time.GetUtcNow();
        var key = new ApiKey
        {
            Id = Guid.CreateVersion7(now),
            Name = name,
            Hash = secret.Hash(),
            Scopes = [.. scopes],
            CreatedAt = now,
            ExpiresAt = expiresAt,
        };
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.ApiKeys.Add(key);
        await context.SaveChangesAsync(cancellationToken);
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
        return true;
    }

    /// <summary>The live key that a secret belongs to; null where there is none.</summary>
    public async Task<ApiKey?> CheckAsync(ApiKeySecret secret, CancellationToken cancellationToken)
    {
        // The look-up compares hashes of 256 random bits: what its time tells of a hash is of no use to anybody.
        var hash = secret.Hash();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var key = await context.ApiKeys.AsNoTracking().SingleOrDefaultAsync(row => row.Hash == hash, cancellationToken);
        return key is { RevokedAt: null } && (key.ExpiresAt is null || key.ExpiresAt > time.GetUtcNow()) ? key : null;
    }
}
