using System.Globalization;
using MimeKit;
using RingCentral.Connect.Sandbox.Files;
using RingCentral.Connect.Sandbox.Mail;

namespace RingCentral.Connect.Sandbox.MailBox;

/// <summary>Every mail that the sandbox has taken, as a file that any mail program opens; the newest five hundred stay.</summary>
internal sealed class MailFolder
{
    private const int Kept = 500;
    private const string Ending = ".eml";

    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private int _number;

    public MailFolder(string path, TimeProvider time)
    {
        PrivateFiles.CreateFolder(path);
        _path = path;
        _time = time;
    }

    /// <summary>Names, the newest first.</summary>
    public IReadOnlyList<string> Names => [.. Directory.EnumerateFiles(_path, "*" + Ending).Select(file => Path.GetFileNameWithoutExtension(file)).OrderDescending(StringComparer.Ordinal)];

    public async Task AddAsync(TakenMail mail, CancellationToken cancellationToken)
    {
        var name = NextName();
        var unfinished = Path.Combine(_path, name + ".tmp");
        await File.WriteAllBytesAsync(unfinished, mail.Bytes, cancellationToken);
        File.Move(unfinished, FileOf(name));
        foreach (var old in Names.Skip(Kept))
        {
            File.Delete(FileOf(old));
        }
    }

    /// <summary>Null where there is none of that name.</summary>
    public async Task<MimeMessage?> FindAsync(string name, CancellationToken cancellationToken) =>
        IsName(name) && File.Exists(FileOf(name)) ? await MimeMessage.LoadAsync(FileOf(name), cancellationToken) : null;

    /// <summary>As it came; null where there is none of that name.</summary>
    public async Task<string?> SourceAsync(string name, CancellationToken cancellationToken) =>
        IsName(name) && File.Exists(FileOf(name)) ? await File.ReadAllTextAsync(FileOf(name), cancellationToken) : null;

    private string NextName()
    {
        lock (_gate)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{_time.GetUtcNow():yyyyMMdd-HHmmss-fff}-{_number++:0000}");
        }
    }

    private string FileOf(string name) => Path.Combine(_path, name + Ending);

    // Names of ours alone: no way out of the folder.
    private static bool IsName(string name) => name.All(character => char.IsAsciiDigit(character) || character == '-');
}
