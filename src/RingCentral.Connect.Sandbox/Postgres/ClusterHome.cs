using System.Security.Cryptography;
using RingCentral.Connect.Sandbox.Files;
using RingCentral.Connect.Sandbox.Processes;

namespace RingCentral.Connect.Sandbox.Postgres;

/// <summary>
/// The folder of a cluster: its files in <c>data</c>, its password and its log. It lies in the folder that the caller names, except for root:
/// there it lies where the account that runs PostgreSQL can reach it, and the caller's folder remembers the place.
/// </summary>
internal sealed class ClusterHome(string folder, DatabaseAccount account)
{
    public string Folder { get; } = folder;

    public string Data => Path.Combine(Folder, "data");

    public string Log => Path.Combine(Folder, "postgres.log");

    public string PasswordFile => Path.Combine(Folder, "password");

    public string Password => File.ReadAllText(PasswordFile).Trim();

    public bool IsMade => File.Exists(Path.Combine(Data, "PG_VERSION")) && File.Exists(PasswordFile);

    public int MajorVersion => int.Parse(File.ReadAllText(Path.Combine(Data, "PG_VERSION")).Split('.')[0], System.Globalization.CultureInfo.InvariantCulture);

    public static async Task<ClusterHome> OpenAsync(string folder, DatabaseAccount account, CancellationToken cancellationToken)
    {
        PrivateFiles.CreateFolder(folder);
        if (!account.IsSomebodyElse)
        {
            return new ClusterHome(folder, account);
        }

        var note = Path.Combine(folder, "place");
        if (File.Exists(note) && File.ReadAllText(note).Trim() is var place && Directory.Exists(place))
        {
            return new ClusterHome(place, account);
        }

        // The name is drawn at random and made by the account itself: nobody can have put a folder there before.
        var made = await ShortCommand.RunAsync(account.Command("mktemp", "-d", "/var/tmp/ringcentral-connect-XXXXXXXXXX"), cancellationToken: cancellationToken);
        if (!made.Succeeded)
        {
            throw new PostgresException($"No folder for the database could be made in /var/tmp: {made.LastWords}");
        }

        await File.WriteAllTextAsync(note, made.Output.Trim() + "\n", cancellationToken);
        return new ClusterHome(made.Output.Trim(), account);
    }

    /// <summary>initdb, with a password that only the account can read, and passwords asked for on every connection.</summary>
    /// <param name="binaries">Whose initdb.</param>
    /// <param name="options">What the cluster is for.</param>
    /// <param name="settings">Lines for postgresql.conf.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task MakeAsync(PostgresBinaries binaries, PostgresClusterOptions options, IEnumerable<string> settings, CancellationToken cancellationToken)
    {
        // Made under another name and renamed when complete: a half-made cluster is never taken for a whole one.
        const string script = """
            umask 077
            cat > "$1/password"
            rm -rf "$1/data" "$1/making"
            exec "$2" -D "$1/making" -U postgres --pwfile="$1/password" --auth=scram-sha-256 --encoding=UTF8 --locale=C $3
            """;
        var start = account.Command("/bin/sh", "-c", script, "sh", Folder, binaries["initdb"], options.Throwaway ? "--no-sync" : "");
        var result = await ShortCommand.RunAsync(start, RandomNumberGenerator.GetHexString(40, lowercase: true) + "\n", cancellationToken);
        if (!result.Succeeded)
        {
            throw new PostgresException($"initdb failed: {result.LastWords}");
        }

        var making = Path.Combine(Folder, "making");
        await File.AppendAllLinesAsync(Path.Combine(making, "postgresql.conf"), settings, cancellationToken);
        Directory.Move(making, Data);
    }

    /// <summary>A base backup of a running server, with the log that it needs to be whole, under the same password.</summary>
    /// <param name="program">pg_basebackup.</param>
    /// <param name="port">The server's.</param>
    /// <param name="password">The superuser's.</param>
    /// <param name="asStandby">Started, it follows that server instead of going its own way.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task CopyAsync(string program, int port, string password, bool asStandby, CancellationToken cancellationToken)
    {
        const string script = """
            umask 077
            cat > "$1/password"
            PGPASSWORD=$(cat "$1/password") exec "$2" -D "$1/data" -h 127.0.0.1 -p "$3" -U postgres -X stream -c fast $4
            """;
        var start = account.Command("/bin/sh", "-c", script, "sh", Folder, program, port.ToString(System.Globalization.CultureInfo.InvariantCulture), asStandby ? "-R" : "");
        var result = await ShortCommand.RunAsync(start, password + "\n", cancellationToken);
        if (!result.Succeeded)
        {
            throw new PostgresException($"pg_basebackup failed: {result.LastWords}");
        }
    }

    public void Delete()
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
