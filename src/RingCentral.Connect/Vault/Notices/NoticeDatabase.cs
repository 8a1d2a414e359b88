using Npgsql;

namespace RingCentral.Connect.Vault.Notices;

/// <summary>Where to listen: the database without a pooler in between, which would take the connection away.</summary>
internal sealed class NoticeDatabase(NpgsqlDataSource direct) : IAsyncDisposable
{
    public ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken) => direct.OpenConnectionAsync(cancellationToken);

    public ValueTask DisposeAsync() => direct.DisposeAsync();
}
