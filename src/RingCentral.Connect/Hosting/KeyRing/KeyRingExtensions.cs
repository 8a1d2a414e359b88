using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.DataProtection.KeyManagement.Internal;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RingCentral.Connect.Api.Idempotency;
using RingCentral.Connect.Data;
using RingCentral.Connect.Hosting.Configuration;
using RingCentral.Connect.Hosting.KeyRing.Certificates;
using RingCentral.Connect.Hosting.KeyRing.Nodes;
using RingCentral.Connect.Hosting.KeyRing.Reencryption;
using RingCentral.Connect.KeepAlive.Jobs;
using RingCentral.Connect.Notifications.Webhooks.Signing;

namespace RingCentral.Connect.Hosting.KeyRing;

/// <summary>The Data Protection key ring: in the service's own database, under a fixed application name, wrapped by certificates.</summary>
internal static class KeyRingExtensions
{
    private const string ApplicationName = "RingCentral.Connect";

    /// <summary>For keys that are made from now on: one pass over a payload instead of two, which every read from the database pays. Each key remembers its own.</summary>
    private static readonly AuthenticatedEncryptorConfiguration Algorithms = new() { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM };

    /// <summary>Adds the key ring. Nodes never create keys: <see cref="KeyRingKeeper"/> does, under a lock.</summary>
    public static IServiceCollection AddKeyRing(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddOptions<KeyRingOptions>().BindConfiguration(KeyRingOptions.Section).ValidateOnStart();
        var builder = services.AddDataProtection()
            .SetApplicationName(ApplicationName)
            .PersistKeysToDbContext<ConnectDbContext>()
            .UseCryptographicAlgorithms(Algorithms)
            .DisableAutomaticKeyGeneration();

        var options = configuration.GetSection(KeyRingOptions.Section).Get<KeyRingOptions>() ?? new KeyRingOptions();
        var certificates = new LoadedCertificates(CertificateLoader.Load(options));
        services.AddSingleton(certificates).AddSingleton(certificates.Describe());
        if (certificates.First is { } first)
        {
            builder.ProtectKeysWithCertificate(first).UnprotectKeysWithAnyCertificate([.. certificates.All]);
        }
        else if (environment.IsProduction() && !options.AllowUnprotectedKeys)
        {
            throw new ConfigurationException(
                "DataProtection:Certificates is missing: in Production the key ring must be wrapped by a certificate, for example "
                + "DataProtection__Certificates__0__Path=/run/secrets/key-ring.pfx. To go without, set DataProtection__AllowUnprotectedKeys=true: "
                + "then whoever reads the database can open every token.");
        }

        services.AddSingleton<NodeKeyRing>();
        services.Replace(ServiceDescriptor.Singleton<IKeyRingProvider>(provider => provider.GetRequiredService<NodeKeyRing>()));
        return services.AddKeyKeeping();
    }

    /// <summary>Has the key ring renewed in time, its keys under the first certificate, and what is under old keys encrypted anew.</summary>
    public static IServiceCollection AddKeyRingJob(this IServiceCollection services) =>
        services.AddRecurringJob<KeyRingJob>(nameof(KeyRing), job => job.RunAsync(CancellationToken.None), KeyRingJob.Schedule);

    private static IServiceCollection AddKeyKeeping(this IServiceCollection services)
    {
        services.AddSingleton<KeyRingTable>();
        services.AddSingleton<KeyRingKeeper>();
        services.AddSingleton<NodeConsent>();
        services.AddSingleton<KeyRingWrapping>();
        services.AddSingleton<KeyRingStatus>();
        services.AddSingleton<SealedColumns>();
        services.AddSingleton<Reencrypter>();
        services.AddSingleton<KeyRetirement>();

        // Rooms that a command does without; what they have encrypted is encrypted anew all the same.
        services.TryAddSingleton<WebhookSecretProtector>();
        services.TryAddSingleton<AnswerProtector>();
        return services;
    }
}
