using Npgsql;

namespace RingCentral.Connect.Vault.Notices;

/// <summary>The database without a pool or a pooler in between: for what lives as long as its connection, listening and locks.</summary>
internal sealed class DirectDatabase(NpgsqlDataSource direct) : IAsyncDisposable
{
    public ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken) => direct.OpenConnectionAsync(cancellationToken);

    public ValueTask DisposeAsync() => direct.DisposeAsync();
}
