using Microsoft.EntityFrameworkCore;

namespace RingCentral.Connect.Data;

/// <summary>What every context of ours has in common, whoever makes it.</summary>
public static class ConnectDbContextOptions
{
    /// <summary>Adds the naming of tables and columns to a provider that <paramref name="useProvider"/> chooses.</summary>
    public static void UseConnectModel(this DbContextOptionsBuilder builder, Action<DbContextOptionsBuilder> useProvider)
    {
        useProvider(builder);
        builder.UseSnakeCaseNamingConvention();
    }
}
