using Npgsql;

namespace RingCentral.Connect.Hosting.KeyRing.Nodes;

/// <summary>What the nodes must have said of their certificates before a key comes under one of them: a key is used only after all nodes could load it.</summary>
internal enum Consent
{
    /// <summary>
    /// No running node is known to lack the certificate. For whoever has decided to replace it: nodes of a version that does not tell, and those that were killed, are left to them.
    /// </summary>
    NobodyLacksIt,

    /// <summary>
    /// Every node that was seen within a day, but for those that took their leave, wraps by this certificate itself. For work that nobody watches: where nodes disagree about the first
    /// certificate, an exchange is under way or has stopped half-way, and two of them would wrap the keys in turn.
    /// </summary>
    EverybodyWrapsByIt,
}

/// <summary>Asks the table of nodes.</summary>
internal sealed class NodeConsent(NpgsqlDataSource dataSource, TimeProvider time)
{
    /// <summary>A node that runs beats every few seconds.</summary>
    private static readonly TimeSpan Running = TimeSpan.FromMinutes(1);

    private const string Lacking =
        "SELECT name FROM nodes WHERE seen_at >= @since AND NOT certificates @> ARRAY[@thumbprint] ORDER BY name";

    /// <summary>The oldest rows are a day old: the next beat of any node takes them away.</summary>
    private const string Differing =
        "SELECT name FROM nodes WHERE certificates[1] IS DISTINCT FROM @thumbprint ORDER BY name";

    /// <summary>The names of the nodes that do not consent, as machine and process.</summary>
    /// <param name="consent">What is asked of them.</param>
    /// <param name="thumbprint">The certificate's.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<IReadOnlyList<string>> MissingAsync(Consent consent, string thumbprint, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(consent == Consent.NobodyLacksIt ? Lacking : Differing);
        command.Parameters.AddWithValue("thumbprint", thumbprint);
        if (consent == Consent.NobodyLacksIt)
        {
            command.Parameters.AddWithValue("since", time.GetUtcNow() - Running);
        }

        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var names = new List<string>();
        while (await row.ReadAsync(cancellationToken))
        {
            names.Add(row.GetString(0));
        }

        return names;
    }
}
