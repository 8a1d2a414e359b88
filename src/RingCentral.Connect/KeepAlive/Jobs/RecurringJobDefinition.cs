using System.Linq.Expressions;
using Hangfire;

namespace RingCentral.Connect.KeepAlive.Jobs;

/// <summary>A recurring job that nodes with background work register when they start.</summary>
/// <param name="Register">Adds it, or brings it up to date.</param>
internal sealed record RecurringJobDefinition(Action<IRecurringJobManager> Register);

/// <summary>Names recurring jobs.</summary>
internal static class RecurringJobExtensions
{
    /// <summary>Adds a job that runs on a schedule, somewhere.</summary>
    /// <param name="services">The registrations.</param>
    /// <param name="id">Its name in Hangfire's dashboard.</param>
    /// <param name="run">What to call.</param>
    /// <param name="cron">When, in UTC.</param>
    public static IServiceCollection AddRecurringJob<TJob>(this IServiceCollection services, string id, Expression<Func<TJob, Task>> run, string cron)
        where TJob : class =>
        services.AddSingleton<TJob>().AddSingleton(new RecurringJobDefinition(jobs => jobs.AddOrUpdate(id, run, cron)));
}
