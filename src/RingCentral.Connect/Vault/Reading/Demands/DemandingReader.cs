using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Vault.Reading.Demands;

/// <summary>Reads tokens for callers who ask for more than the present one. What changes a hold is counted; what the present hold already gives is not.</summary>
internal sealed class DemandingReader(TokenReader tokens, ConnectionReader connections, DemandLimit limit)
{
    /// <inheritdoc cref="TokenReader.ReadAsync"/>
    public async Task<TokenReading> ReadAsync(
        Func<ConnectionReader, CancellationToken, Task<ConnectionSnapshot?>> find, TokenRequest request, CancellationToken cancellationToken)
    {
        if (request.Force)
        {
            return await find(connections, cancellationToken) is { } snapshot && limit.Take(snapshot.Connection.Id) is { } tooSoon
                ? new TokenReading.Limited(tooSoon)
                : await tokens.ReadAsync(find, request, cancellationToken);
        }

        if (request.MinTtl is not { } wanted)
        {
            return await tokens.ReadAsync(find, request, cancellationToken);
        }

        var reading = await tokens.ReadAsync(find, request with { MinTtl = null }, cancellationToken);
        if (reading is not TokenReading.HandedOut { Token: var token } || token.ExpiresIn >= wanted)
        {
            return reading;
        }

        return limit.Take(token.Connection.Id) is { } wait
            ? new TokenReading.Limited(wait)
            : await tokens.ReadAsync(find, request, cancellationToken);
    }
}
