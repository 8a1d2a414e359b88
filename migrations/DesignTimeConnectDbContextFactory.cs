using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using RingCentral.Connect.Data;

namespace RingCentral.Connect.Migrations;

/// <summary>
/// What `dotnet ef` builds its context with. The connection string comes from <c>ConnectionStrings__Connect</c>;
/// `dotnet ef migrations add` needs none.
/// </summary>
public sealed class DesignTimeConnectDbContextFactory : IDesignTimeDbContextFactory<ConnectDbContext>
{
    public ConnectDbContext CreateDbContext(string[] args)
    {
        var connectionString = Environment.GetEnvironmentVariable("ConnectionStrings__Connect");
        var options = new DbContextOptionsBuilder<ConnectDbContext>();
        options.UseConnectModel(npgsql => npgsql.UseNpgsql(connectionString, MigrationsHere));
        return new ConnectDbContext(options.Options);
    }

    private static void MigrationsHere(Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure.NpgsqlDbContextOptionsBuilder npgsql) =>
        npgsql.MigrationsAssembly(typeof(DesignTimeConnectDbContextFactory).Assembly);
}
