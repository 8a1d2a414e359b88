using System.Diagnostics;
using RingCentral.Connect.Sandbox.Processes;

namespace RingCentral.Connect.Sandbox.Postgres;

/// <summary>
/// Who runs PostgreSQL. It refuses to run as root, so root hands it to another user; everybody else runs it as themselves.
/// </summary>
public sealed class DatabaseAccount
{
    private readonly string[] _prefix;

    private DatabaseAccount(params string[] prefix) => _prefix = prefix;

    /// <summary>True when the files of the cluster must belong to somebody else than the caller.</summary>
    public bool IsSomebodyElse => _prefix.Length > 0;

    public static async Task<DatabaseAccount> FindAsync(CancellationToken cancellationToken)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return new DatabaseAccount();
        }

        foreach (var account in Candidates())
        {
            if (await account.WorksAsync(cancellationToken))
            {
                return account;
            }
        }

        throw new PostgresException(
            "PostgreSQL refuses to run as root, and no other user could be taken: install setpriv, runuser or su, or start as an ordinary user.");
    }

    /// <summary>The command as that user, in a folder that every user may enter, and without the caller's locale.</summary>
    public ProcessStartInfo Command(string program, params IEnumerable<string> arguments)
    {
        string[] line = [.. _prefix, program, .. arguments];
        var start = new ProcessStartInfo(line[0], line[1..]) { WorkingDirectory = "/" };
        start.Environment["LC_ALL"] = "C";
        return start;
    }

    private static IEnumerable<DatabaseAccount> Candidates()
    {
        foreach (var user in (string[])["postgres", "_postgres", "nobody"])
        {
            // setpriv and runuser become the command; su and sudo stay beside it, which serves too.
            yield return new DatabaseAccount("setpriv", $"--reuid={user}", $"--regid={user}", "--clear-groups", "--");
            yield return new DatabaseAccount("setpriv", $"--reuid={user}", "--regid=nogroup", "--clear-groups", "--");
            yield return new DatabaseAccount("runuser", "-u", user, "--");
            yield return new DatabaseAccount("sudo", "-n", "-u", user, "--");
            yield return new DatabaseAccount("su", "-s", "/bin/sh", user, "-c", "exec \"$0\" \"$@\"");
        }
    }

    private async Task<bool> WorksAsync(CancellationToken cancellationToken)
    {
        try
        {
            var result = await ShortCommand.RunAsync(Command("id", "-u"), cancellationToken: cancellationToken);
            return result.Succeeded && result.Output.Trim() != "0";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // That tool is not installed here.
            return false;
        }
    }
}
