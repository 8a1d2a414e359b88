using Microsoft.Extensions.Configuration.KeyPerFile;
using Microsoft.Extensions.FileProviders;
using RingCentral.Connect.Hosting.Configuration;
using RingCentral.Connect.Hosting.Http;

namespace RingCentral.Connect.Hosting;

/// <summary>Begins the service or a command, with the settings that both read alike.</summary>
internal static class ConnectBuilder
{
    private const string SecretsFolder = $"{HostingOptions.Section}:{nameof(HostingOptions.SecretsFolder)}";

    /// <param name="settings">Settings from the command line.</param>
    /// <exception cref="ConfigurationException">The folder of secrets is not there.</exception>
    public static WebApplicationBuilder Create(string[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = [.. ContentRoot.NoReload, .. settings],
            ContentRootPath = ContentRoot.Find(),
        });
        if (builder.Configuration[SecretsFolder] is { Length: > 0 } folder)
        {
            AddSecrets(builder.Configuration, folder);
        }

        return builder;
    }

    /// <summary>Beneath every other source: a setting that is given elsewhere, too, is meant so.</summary>
    private static void AddSecrets(ConfigurationManager configuration, string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new ConfigurationException($"{SecretsFolder} is '{folder}', which is no folder. Each of its files is a setting, for example {folder}/RingCentral__ClientSecret.");
        }

        ((IConfigurationBuilder)configuration).Sources.Insert(0, new KeyPerFileConfigurationSource { FileProvider = new PhysicalFileProvider(Path.GetFullPath(folder)), Optional = false });
    }
}
