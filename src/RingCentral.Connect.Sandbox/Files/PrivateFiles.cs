namespace RingCentral.Connect.Sandbox.Files;

/// <summary>Files and folders that only their owner can read.</summary>
internal static class PrivateFiles
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;

    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException("The sandbox runs on Linux and macOS; on Windows start it inside WSL.");
        }

        Directory.CreateDirectory(path, OwnerFolder);
    }

    /// <summary>A new file, or the old one emptied.</summary>
    public static StreamWriter OpenText(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerFile;
        }

        return new StreamWriter(path, options);
    }
}
