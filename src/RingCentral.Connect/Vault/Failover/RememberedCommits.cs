using RingCentral.Connect.Vault.Rotation;

namespace RingCentral.Connect.Vault.Failover;

/// <summary>Commits pairs, and remembers them: what the database has said to keep it may lose.</summary>
internal sealed class RememberedCommits(CommitGroups groups, LostPairs lost)
{
    /// <summary>Commits a pair; false where its row had moved on. A row that went back further than the pair's claim takes it all the same.</summary>
    /// <param name="pair">The pair.</param>
    /// <param name="cancellationToken">None: a pair may be the only copy of its session.</param>
    public async Task<bool> CommitAsync(NewPair pair, CancellationToken cancellationToken)
    {
        if (!await groups.CommitAsync(pair) && !await lost.WriteBackAsync(pair, cancellationToken))
        {
            return false;
        }

        lost.Remember(pair);
        return true;
    }

    /// <summary>Puts the newer pair of a claimed session back, where this node committed one and the database lost it.</summary>
    /// <returns>Whether there was one: the claim is void.</returns>
    public Task<bool> TakeNewerAsync(RotationClaim claim, CancellationToken cancellationToken) =>
        lost.WriteBackAsync(claim.ConnectionId, claim.SessionKey, claim.Generation, cancellationToken);
}
