using System.Runtime.CompilerServices;
using System.Text;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Events;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.RingCentralApi.Secrets;
using RingCentral.Connect.Vault.Encryption;
using RingCentral.Connect.Vault.Importing;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Vault.Importing;

public sealed class ImportReplacementTests(VaultFixture fixture) : IClassFixture<VaultFixture>
{
    private ServiceNode Node => fixture.Node;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Another_session_takes_the_place_of_one_that_is_revoked_after_its_hold()
    {
        var id = Assert.Single(await ImportAsync([Line("replaced", ",\"session_id\":\"s-1\"")])).ConnectionId!.Value;
        var hold = (await Node.SessionAsync(id)).HoldUntil;
        var line = Line("replaced", ",\"session_id\":\"s-2\",\"metadata\":{\"b\":2}").Replace("-replaced", "-again", StringComparison.Ordinal);

        var result = Assert.Single(await ImportAsync([line], ImportConflict.Replace));
        var again = Assert.Single(await ImportAsync([line], ImportConflict.Replace));

        Assert.Equal((ImportStatus.Replaced, ImportStatus.Exists, id), (result.Status, again.Status, result.ConnectionId));
        Assert.Equal(new TokenPair(new AccessToken("access-again"), new RefreshToken("refresh-again")), await Node.StoredPairAsync(id));
        Assert.Equal((2L, "s-2"), ((await Node.SessionAsync(id)).Generation, (await Node.SessionAsync(id)).RingCentralSessionId));
        Assert.Equal("""{"b": 2}""", (await Node.ConnectionAsync(id)).Metadata);
        Assert.Equal([EventTypes.Imported, EventTypes.Reconnected], (await Node.EventsAsync(id)).Select(told => told.Type));
        Assert.Equal(("replaced_by_import", hold), Assert.Single((await Node.RevocationsAsync()).Where(row => row.ConnectionId == id).Select(row => (row.Cause, row.NextAttemptAt))));
    }

    [Fact]
    public async Task File_that_is_sent_again_to_replace_never_brings_a_spent_token_back()
    {
        var lines = new[] { Line("rotated-1", ",\"session_id\":\"s-1\""), Line("rotated-2", $",\"issued_at\":\"{Node.Now:O}\""), Line("rotated-3") };
        var ids = (await ImportAsync(lines)).Select(result => result.ConnectionId!.Value).ToList();
        foreach (var id in ids)
        {
            var ciphertext = Node.Get<TokenPairProtector>().SealForConnection(id, Rows.PairOf(id, 2)).Ciphertext;
            await Node.ChangeAsync(id, session => (session.Ciphertext, session.Generation, session.IssuedAt) = (ciphertext, 2, Node.Now));
        }

        var results = await ImportAsync(lines, ImportConflict.Replace);

        Assert.Equal([ImportStatus.Exists, ImportStatus.Exists, ImportStatus.Rejected], results.Select(result => result.Status));
        Assert.Equal("session_unclear", results[2].Rejection!.Code);
        foreach (var id in ids)
        {
            Assert.Equal(Rows.PairOf(id, 2), await Node.StoredPairAsync(id));
        }

        Assert.DoesNotContain(await Node.RevocationsAsync(), row => ids.Contains(row.ConnectionId ?? Guid.Empty));
    }

    [Fact]
    public async Task Flagged_connection_gets_the_newer_pair_of_its_session_and_nothing_is_revoked()
    {
        var id = Assert.Single(await ImportAsync([Line("flagged", ",\"session_id\":\"s-1\"")])).ConnectionId!.Value;
        await using (var context = await Node.ContextAsync())
        {
            var connection = context.Connections.Single(row => row.Id == id);
            (connection.State, connection.Reason) = (ConnectionState.NeedsReauthorization, StateReason.SessionEnded);
            await context.SaveChangesAsync(Cancelled);
        }

        var result = Assert.Single(await ImportAsync([Line("flagged", ",\"session_id\":\"s-1\"").Replace("-flagged", "-newer", StringComparison.Ordinal)], ImportConflict.Replace));

        Assert.Equal(ImportStatus.Replaced, result.Status);
        Assert.Equal((ConnectionState.Active, null), ((await Node.ConnectionAsync(id)).State, (await Node.ConnectionAsync(id)).Reason));
        Assert.Equal("access-newer", (await Node.StoredPairAsync(id)).AccessToken.Reveal());
        Assert.DoesNotContain(await Node.RevocationsAsync(), row => row.ConnectionId == id);
    }

    [Fact]
    public async Task Session_of_another_user_is_rejected_with_a_code()
    {
        await ImportAsync([Line("owned")]);

        var result = Assert.Single(await ImportAsync([Line("owned").Replace("\"owner_id\":17", "\"owner_id\":18", StringComparison.Ordinal)], ImportConflict.Replace));

        Assert.Equal((ImportStatus.Rejected, "owner_mismatch", "owned"), (result.Status, result.Rejection!.Code, result.ExternalId));
    }

    [Fact]
    public async Task Lines_that_are_new_taken_and_bad_are_answered_in_their_order_where_they_may_replace()
    {
        await ImportAsync([Line("mixed-2", ",\"session_id\":\"s-1\"")]);

        var other = Line("mixed-2", ",\"session_id\":\"s-2\"").Replace("-mixed-2\"", "-other\"", StringComparison.Ordinal);
        var results = await ImportAsync(["{", Line("mixed-1"), other, Line("mixed-1"), other], ImportConflict.Replace);

        Assert.Equal(
            [ImportStatus.Rejected, ImportStatus.Created, ImportStatus.Replaced, ImportStatus.Exists, ImportStatus.Exists],
            results.Select(result => result.Status));
    }

    private static string Line(string externalId, string more = "") =>
        $$"""{"external_id":"{{externalId}}","access_token":"access-{{externalId}}","refresh_token":"refresh-{{externalId}}","expires_in":3600,"refresh_token_expires_in":604800,"owner_id":17{{more}}}""";

    private async Task<List<ImportResult>> ImportAsync(IEnumerable<string> lines, ImportConflict onConflict = ImportConflict.Skip)
    {
        var results = new List<ImportResult>();
        await foreach (var result in Node.Get<Importer>().ImportAsync(Stream(lines.ToAsyncEnumerable(), Cancelled), onConflict, new ImportSource("api:test"), Cancelled))
        {
            results.Add(result);
        }

        return results;
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Stream(IAsyncEnumerable<string> lines, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var line in lines.WithCancellation(cancellationToken))
        {
            yield return Encoding.UTF8.GetBytes(line);
        }
    }
}
