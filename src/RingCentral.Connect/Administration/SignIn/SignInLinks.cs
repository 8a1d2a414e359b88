using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Connecting;
using RingCentral.Connect.Data;
using RingCentral.Connect.Data.Administration;

namespace RingCentral.Connect.Administration.SignIn;

/// <summary>
/// One-time links for administrators, made on the command line: whoever can run commands on the server may administer it. Opening a link does
/// not spend it, since chats and mail scanners open links; pressing the button on its page does.
/// </summary>
internal sealed class SignInLinks(IDbContextFactory<ConnectDbContext> contexts, PublicAddress address, TimeProvider time)
{
    /// <summary>How long a link works.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private const int SecretBytes = 32;

    /// <summary>Makes a link.</summary>
    public async Task<Uri> CreateAsync(AdminRole role, CancellationToken cancellationToken)
    {
        var secret = RandomNumberGenerator.GetBytes(SecretBytes);
        var now = time.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.SignInLinks.Add(new SignInLink
        {
            Id = Guid.CreateVersion7(now),
            Hash = SHA256.HashData(secret),
            Role = role,
            CreatedAt = now,
            ExpiresAt = now + Lifetime,
        });
        await context.SaveChangesAsync(cancellationToken);
        return address.AtDashboard($"/admin/sign-in/{Base64Url.EncodeToString(secret)}");
    }

    /// <summary>Spends a link.</summary>
    /// <returns>What its user may do; null where it was not live: unknown, spent or expired.</returns>
    public async Task<AdminRole?> SpendAsync(string token, CancellationToken cancellationToken)
    {
        var secret = new byte[SecretBytes];
        if (Base64Url.DecodeFromChars(token, secret, out _, out var written) != OperationStatus.Done || written != SecretBytes)
        {
            return null;
        }

        var hash = SHA256.HashData(secret);
        var now = time.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var isSpent = await context.SignInLinks
            .Where(link => link.Hash == hash && link.UsedAt == null && link.ExpiresAt > now)
            .ExecuteUpdateAsync(update => update.SetProperty(link => link.UsedAt, now), cancellationToken) == 1;
        return isSpent ? await context.SignInLinks.Where(link => link.Hash == hash).Select(link => (AdminRole?)link.Role).SingleAsync(cancellationToken) : null;
    }
}
