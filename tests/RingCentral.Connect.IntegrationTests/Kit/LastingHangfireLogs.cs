using Hangfire;
using Hangfire.AspNetCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace RingCentral.Connect.IntegrationTests.Kit;

/// <summary>
/// Where Hangfire logs to is one place for a whole process: that of the node which was built last. With many nodes in one process that node may be gone when another
/// starts, whose background work then would not. So they all log to a place that stays.
/// </summary>
internal static class LastingHangfireLogs
{
    private static readonly AspNetCoreLogProvider Provider = new(LoggerFactory.Create(logging => logging.AddConsole().SetMinimumLevel(LogLevel.Error)));

    /// <summary>Lets the node name its own place now, once and for all, and then takes that back.</summary>
    public static void UseFor(IServiceProvider node)
    {
        var configuration = node.GetRequiredService<IGlobalConfiguration>();
        configuration.UseLogProvider(Provider);
    }
}
