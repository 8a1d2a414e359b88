namespace RingCentral.Connect.Hosting;

/// <summary>Where <c>appsettings.json</c> and <c>wwwroot</c> lie: beside the program once it is published, else in the working directory.</summary>
internal static class ContentRoot
{
    /// <summary>
    /// Options are checked once, at start, so nothing is reloaded; and with the repository as content root, watching for changes would watch
    /// all of its folders.
    /// </summary>
    public static readonly string[] NoReload = ["--hostBuilder:reloadConfigOnChange=false"];

    public static string Find() =>
        File.Exists(Path.Combine(AppContext.BaseDirectory, "appsettings.json")) ? AppContext.BaseDirectory : Directory.GetCurrentDirectory();
}
