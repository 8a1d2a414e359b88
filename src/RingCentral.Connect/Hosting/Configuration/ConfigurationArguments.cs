namespace RingCentral.Connect.Hosting.Configuration;

/// <summary>
/// Tells settings on the command line (<c>--KeepAlive:Mode=Warm</c>, <c>--urls http://127.0.0.1:5080</c>) from the command's own words, so that
/// every command takes settings and a misspelt option is still an error.
/// </summary>
/// <param name="Settings">What goes to the configuration.</param>
/// <param name="Words">What is left for the command.</param>
internal sealed record ConfigurationArguments(string[] Settings, string[] Words)
{
    private static readonly HashSet<string> HostSettings = new(StringComparer.OrdinalIgnoreCase) { "urls", "environment", "contentRoot" };

    /// <summary>Splits the arguments.</summary>
    public static ConfigurationArguments Split(string[] arguments)
    {
        var settings = new List<string>();
        var words = new List<string>();
        for (var i = 0; i < arguments.Length; i++)
        {
            if (!IsSetting(arguments[i]))
            {
                words.Add(arguments[i]);
                continue;
            }

            settings.Add(arguments[i]);
            if (!arguments[i].Contains('=', StringComparison.Ordinal) && i + 1 < arguments.Length)
            {
                settings.Add(arguments[++i]);
            }
        }

        return new ConfigurationArguments([.. settings], [.. words]);
    }

    private static bool IsSetting(string argument)
    {
        if (!argument.StartsWith("--", StringComparison.Ordinal))
        {
            return false;
        }

        var name = argument[2..].Split('=', 2)[0];
        return name.Contains(':', StringComparison.Ordinal) || HostSettings.Contains(name);
    }
}
