namespace RingCentral.Connect.Vault.Reading.Demands;

/// <summary>Reads tokens for callers who ask for more than the present one. What changes a hold is counted; what the present hold already gives is not.</summary>
internal sealed class DemandingReader(TokenReader tokens, HeldSessions sessions, DemandLimit limit)
{
    /// <inheritdoc cref="TokenReader.ReadAsync"/>
    public ValueTask<TokenReading> ReadAsync(ConnectionKey key, TokenRequest request, CancellationToken cancellationToken) =>
        request is { Force: false, MinTtl: null }
            ? tokens.ReadAsync(key, request, cancellationToken)
            : new ValueTask<TokenReading>(DemandAsync(key, request, cancellationToken));

    private async Task<TokenReading> DemandAsync(ConnectionKey key, TokenRequest request, CancellationToken cancellationToken)
    {
        if (request.Force)
        {
            return await sessions.FindAsync(key, cancellationToken) is { } found && request.Sees(found.ExternalId) && limit.Take(found.ConnectionId) is { } tooSoon
                ? new TokenReading.Limited(tooSoon)
                : await tokens.ReadAsync(key, request, cancellationToken);
        }

        var reading = await tokens.ReadAsync(key, request with { MinTtl = null }, cancellationToken);
        if (reading is not TokenReading.HandedOut { Token: var token } || token.ExpiresIn >= request.MinTtl)
        {
            return reading;
        }

        return limit.Take(token.Session.ConnectionId) is { } wait
            ? new TokenReading.Limited(wait)
            : await tokens.ReadAsync(key, request, cancellationToken);
    }
}
