using RingCentral.Connect.Connecting.Problems;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.RingCentralApi.Secrets;
using RingCentral.Connect.RingCentralApi.Tokens;
using RingCentral.Connect.Vault.Connections;
using RingCentral.Connect.Vault.Jwt;
using RingCentral.Connect.Vault.Rotation;

namespace RingCentral.Connect.Connecting.Jwt;

/// <summary>
/// Makes a connection of a JWT, or puts another JWT and its session into an existing one. There is no connection that is made by half: what
/// RingCentral refuses leaves nothing behind, and a session that cannot be stored is revoked.
/// </summary>
internal sealed class JwtConnect(
    JwtOpening opening, SessionOwners owners, Authorizations authorizations, JwtSettlements settlements, ConnectionReader connections, DurableWrite durable)
{
    /// <summary>How long a caller is kept whose session could not be stored, while it is being given up.</summary>
    private static readonly TimeSpan LongestGivingUp = TimeSpan.FromSeconds(5);

    /// <summary>Connects.</summary>
    public async Task<JwtConnectResult> ConnectAsync(JwtConnectRequest request, CancellationToken cancellationToken)
    {
        var existing = (await connections.FindByExternalIdAsync(request.ExternalId, cancellationToken))?.Connection;
        if (existing is { Kind: not ConnectionKind.Jwt })
        {
            return new JwtConnectResult.OtherKind();
        }

        // Asking is what would end an older session, so what the JWT says of its user is looked at before.
        var assertion = new JwtAssertion(request.Assertion);
        if (existing?.State is not (ConnectionState.Active or ConnectionState.Blocked)
            && JwtClaims.SubjectOf(assertion) is { } subject
            && await authorizations.IsAtLimitAsync(opening.Server, new SessionOwner(subject, null), cancellationToken))
        {
            return new JwtConnectResult.SessionLimit();
        }

        return await opening.OpenAsync(existing?.Id, assertion, request.MaxWait, cancellationToken) switch
        {
            JwtOpeningResult.Opened opened => await StoreAsync(request, new JwtGrant(assertion, opened.AskId), opened.Reply),
            JwtOpeningResult.Refused { Error: var error } => new JwtConnectResult.Refused(error.Name, error.Entry.Reason, JwtWords.For(error.Code)),
            JwtOpeningResult.NotNow notNow => new JwtConnectResult.NotNow(notNow.RetryAfter),
            var other => throw new InvalidOperationException($"An opening cannot end as {other.GetType().Name}."),
        };
    }

    /// <summary>Once the session is there, a caller who leaves changes nothing: it is stored or given up.</summary>
    private async Task<JwtConnectResult> StoreAsync(JwtConnectRequest request, JwtGrant jwt, TokenReply reply)
    {
        try
        {
            var owner = await owners.ReadAsync(opening.Server, reply, CancellationToken.None);
            var authorized = new AuthorizedSession(opening.Server, reply, owner) { Jwt = jwt };
            var target = new ConnectTarget(null, request.ExternalId) { Actor = request.Actor, Metadata = request.Metadata };
            return await authorizations.StoreAsync(authorized, target, CancellationToken.None) switch
            {
                StoreResult.Stored stored => new JwtConnectResult.Stored(stored.ConnectionId),
                StoreResult.OtherKind => new JwtConnectResult.OtherKind(),
                StoreResult.OtherUser => new JwtConnectResult.OtherUser(),
                StoreResult.SessionLimit => new JwtConnectResult.SessionLimit(),
                var other => throw new InvalidOperationException($"Storing the session of a JWT cannot end as {other.GetType().Name}."),
            };
        }
        catch (Exception exception)
        {
            var givenUp = durable.RunAsync(token => settlements.GiveUpAsync(opening.Server, jwt.AskId, reply, token));
            await givenUp.WaitAsync(LongestGivingUp, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (exception is ConnectFailedException failed)
            {
                return new JwtConnectResult.Refused(failed.Code ?? "other", StateReason.Other, JwtWords.For(failed.Code));
            }

            throw;
        }
    }
}
