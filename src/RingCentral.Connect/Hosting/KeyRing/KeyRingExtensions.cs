using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using RingCentral.Connect.Data;
using RingCentral.Connect.Hosting.Configuration;
using RingCentral.Connect.KeepAlive.Jobs;

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
        services.AddSingleton<KeyRingKeeper>();
        var builder = services.AddDataProtection()
            .SetApplicationName(ApplicationName)
            .PersistKeysToDbContext<ConnectDbContext>()
            .UseCryptographicAlgorithms(Algorithms)
            .DisableAutomaticKeyGeneration();

        var options = configuration.GetSection(KeyRingOptions.Section).Get<KeyRingOptions>() ?? new KeyRingOptions();
        var certificates = options.Certificates.Select(Load).ToArray();
        if (certificates.Length > 0)
        {
            builder.ProtectKeysWithCertificate(certificates[0]).UnprotectKeysWithAnyCertificate(certificates);
        }
        else if (environment.IsProduction() && !options.AllowUnprotectedKeys)
        {
            throw new ConfigurationException(
                "DataProtection:Certificates is missing: in Production the key ring must be wrapped by a certificate, for example "
                + "DataProtection__Certificates__0__Path=/run/secrets/key-ring.pfx. To go without, set DataProtection__AllowUnprotectedKeys=true: "
                + "then whoever reads the database can open every token.");
        }

        return services;
    }

    /// <summary>Has the key ring renewed in time.</summary>
    public static IServiceCollection AddKeyRingJob(this IServiceCollection services) =>
        services.AddRecurringJob<KeyRingJob>(nameof(KeyRing), job => job.RunAsync(CancellationToken.None), KeyRingJob.Schedule);

    private static X509Certificate2 Load(KeyRingCertificate file)
    {
        try
        {
            var certificate = X509Certificate2.GetCertContentType(file.Path) == X509ContentType.Pkcs12
                ? X509CertificateLoader.LoadPkcs12FromFile(file.Path, file.Password?.Reveal())
                : LoadPem(file);
            return certificate.HasPrivateKey
                ? certificate
                : throw new ConfigurationException($"DataProtection:Certificates: '{file.Path}' holds no private key.");
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"DataProtection:Certificates: '{file.Path}' cannot be read: {exception.Message}");
        }
    }

    private static X509Certificate2 LoadPem(KeyRingCertificate file) =>
        file.Password is { } password
            ? X509Certificate2.CreateFromEncryptedPemFile(file.Path, password.Reveal(), file.KeyPath)
            : X509Certificate2.CreateFromPemFile(file.Path, file.KeyPath);
}
