using Hangfire.PostgreSql;
using Npgsql;

namespace RingCentral.Connect.KeepAlive.Jobs;

/// <summary>Gives Hangfire the connections of the one data source.</summary>
internal sealed class DataSourceConnectionFactory(NpgsqlDataSource dataSource) : IConnectionFactory
{
    public NpgsqlConnection GetOrCreateConnection() => dataSource.CreateConnection();
}
