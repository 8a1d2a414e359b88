using System.Globalization;
using Hangfire;
using Microsoft.Extensions.Options;
using RingCentral.Connect.KeepAlive.Jobs;
using RingCentral.Connect.Notifications.Mail;
using RingCentral.Connect.Notifications.Mail.Digests;

namespace RingCentral.Connect.Hosting;

/// <summary>Names the digest among the recurring jobs.</summary>
internal static class DigestRegistration
{
    /// <summary>Has the digest written once a day, at the configured hour.</summary>
    public static IServiceCollection AddDigestJob(this IServiceCollection services)
    {
        services.AddSingleton<DigestJob>();
        services.AddSingleton(provider =>
        {
            var hour = provider.GetRequiredService<IOptions<AdministratorMailOptions>>().Value.DigestHour;
            return new RecurringJobDefinition(jobs =>
                jobs.AddOrUpdate<DigestJob>("Digest", job => job.RunAsync(CancellationToken.None), string.Create(CultureInfo.InvariantCulture, $"0 {hour} * * *")));
        });
        return services;
    }
}
