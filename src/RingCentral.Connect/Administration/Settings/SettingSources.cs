using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;

namespace RingCentral.Connect.Administration.Settings;

/// <summary>Tells where the value of a key came from.</summary>
internal static class SettingSources
{
    public const string Default = "default";

    /// <summary>The place that counts: the last one that has the key, or anything under it.</summary>
    public static string Of(IConfiguration configuration, string key) =>
        (configuration as IConfigurationRoot)?.Providers.Reverse().Select(provider => Of(provider, key)).FirstOrDefault(source => source is not null) ?? Default;

    private static string? Of(IConfigurationProvider provider, string key)
    {
        if (provider is ChainedConfigurationProvider { Configuration: var chained })
        {
            return Of(chained, key) is var source && source == Default ? null : source;
        }

        return provider.TryGet(key, out _) || provider.GetChildKeys([], key).Any() ? NameOf(provider) : null;
    }

    private static string NameOf(IConfigurationProvider provider) => provider switch
    {
        FileConfigurationProvider file => file.Source.Path ?? "a file",
        EnvironmentVariablesConfigurationProvider => "environment",
        CommandLineConfigurationProvider => "command line",
        _ => "the host",
    };
}
