using RingCentral.Connect.Hosting.Doctor.DatabaseChecks;
using RingCentral.Connect.Hosting.Doctor.RingCentralChecks;

namespace RingCentral.Connect.Hosting.Doctor;

/// <summary>The registration of the doctor.</summary>
internal static class DoctorExtensions
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Adds the checks, in the order in which they are made.</summary>
    public static IServiceCollection AddDoctor(this IServiceCollection services)
    {
        services.AddSingleton<ConfigurationCheck>();
        services.AddSingleton<IDoctorCheck, DatabaseCheck>();
        services.AddSingleton<IDoctorCheck, DurabilityCheck>();
        services.AddSingleton<IDoctorCheck, KeyRingCheck>();
        services.AddHttpClient(ServerCheck.Client, client => client.Timeout = Patience).RemoveAllLoggers();
        services.AddSingleton<IDoctorCheck, ServerCheck>();
        services.AddSingleton<IDoctorCheck, RegistrationCheck>();
        services.AddSingleton<IDoctorCheck, RefreshTokenCheck>();
        services.AddSingleton<IDoctorCheck, MailCheck>();
        services.AddSingleton<DoctorRounds>();
        return services;
    }
}
