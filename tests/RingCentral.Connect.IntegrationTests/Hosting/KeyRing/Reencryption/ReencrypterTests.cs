using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Api.Idempotency;
using RingCentral.Connect.Data.Idempotency;
using RingCentral.Connect.Hosting.KeyRing;
using RingCentral.Connect.Hosting.KeyRing.Reencryption;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.Notifications.Webhooks.Signing;
using RingCentral.Connect.RingCentralApi.Secrets;
using RingCentral.Connect.TestKit.Postgres;
using RingCentral.Connect.Vault.Encryption;
using RingCentral.Connect.Vault.Jwt;
using RingCentral.Connect.Vault.Rotation;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Hosting.KeyRing.Reencryption;

public sealed class ReencrypterTests(PostgresFixture postgres)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_under_older_keys_comes_under_the_newest_and_opens_as_before()
    {
        await using var scene = await KeyRingScene.SetAsync(postgres);
        var node = await scene.NodeAsync();
        var session = await node.AddAsync();
        var revocation = await node.AddRevocationAsync();
        var jwt = await AddJwtAsync(node, session);
        var (apiKey, answer) = await AddAnswerAsync(node);
        var secret = await AddWebhookAsync(node);
        var made = await node.ReplaceKeyAsync();

        var results = await node.Get<Reencrypter>().RunAsync(_ => { }, Cancelled);

        Assert.Equal(6, results.Sum(result => result.Done));
        Assert.All(results, result => Assert.Equal((0, 0), (result.Unopened, result.PassedBy)));
        Assert.Equal([made], (await node.Get<KeyRingStatus>().CountAsync(Cancelled)).Keys);
        Assert.Equal(made, (await node.SessionAsync(session)).KeyId);
        Assert.Equal(Rows.PairOf(session, 1), await node.StoredPairAsync(session));
        var pending = Assert.Single(await node.RevocationsAsync());
        Assert.Equal(Rows.PairOf(revocation, 1), node.Get<TokenPairProtector>().OpenForRevocation(revocation, pending.Ciphertext));
        Assert.Equal(jwt, (await node.Get<JwtCredentialStore>().FindAsync(session, Cancelled))!.Reveal());
        await using var context = await node.ContextAsync();
        var kept = Assert.Single(context.IdempotentRequests);
        Assert.Equal(answer.Status, node.Get<AnswerProtector>().Open(apiKey, kept.Key, kept.Answer!).Status);
        var endpoint = Assert.Single(context.WebhookEndpoints);
        Assert.Equal((made, made), (endpoint.SecretKeyId, endpoint.PreviousSecretKeyId));
        Assert.Equal(secret.Key, node.Get<WebhookSecretProtector>().Open(endpoint.Id, endpoint.PreviousSecret!).Key);
    }

    [Fact]
    public async Task Every_column_of_ciphertexts_is_known()
    {
        await using var scene = await KeyRingScene.SetAsync(postgres);
        var node = await scene.NodeAsync();
        await using var context = await node.ContextAsync();

        // Hashes, fingerprints and links' hashes are the only other bytes there are.
        var columns = context.Model.GetEntityTypes()
            .SelectMany(type => type.GetProperties().Where(property => property.ClrType == typeof(byte[]))
                .Select(property => $"{type.GetTableName()}.{property.GetColumnName()}"))
            .Where(name => !name.EndsWith("hash", StringComparison.Ordinal) && !name.EndsWith("fingerprint", StringComparison.Ordinal));

        Assert.Equal(node.Get<SealedColumns>().All.Select(column => column.ToString()).Order(), columns.Order());
    }

    [Fact]
    public async Task Run_that_was_stopped_is_continued_by_the_next()
    {
        await using var scene = await KeyRingScene.SetAsync(postgres);
        var node = await scene.NodeAsync();
        await AddAsync(node, 450);
        var made = await node.ReplaceKeyAsync();
        using var killed = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => node.Get<Reencrypter>().RunAsync(_ => killed.Cancel(), killed.Token));
        var done = (await node.Get<KeyRingStatus>().CountAsync(Cancelled))[made].Values.Sum();
        var results = await node.Get<Reencrypter>().RunAsync(_ => { }, Cancelled);

        Assert.InRange(done, 1, 449);
        Assert.Equal(450 - done, results.Sum(result => result.Done));
        Assert.Equal([made], (await node.Get<KeyRingStatus>().CountAsync(Cancelled)).Keys);
    }

    [Fact]
    public async Task Rotations_that_run_meanwhile_lose_nothing()
    {
        await using var scene = await KeyRingScene.SetAsync(postgres);
        var (node, other) = (await scene.NodeAsync(), await scene.NodeAsync());
        var ids = await AddAsync(node, 40);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var generations = new Dictionary<Guid, long>(ids.Select(id => KeyValuePair.Create(id, 1L)));

        var rotations = Task.Run(
            async () =>
            {
                do
                {
                    await Task.WhenAll(ids.Chunk(10).Select(async some =>
                    {
                        foreach (var id in some)
                        {
                            var next = generations[id] + 1;
                            Assert.Equal(Settlement.Written, await other.RotateAsync(id, next));
                            lock (generations)
                            {
                                generations[id] = next;
                            }
                        }
                    }));
                }
                while (!enough.IsCancellationRequested);
            },
            Cancelled);
        var rewritten = 0L;
        for (var round = 0; round < 8; round++)
        {
            await node.ReplaceKeyAsync();
            rewritten += (await node.Get<Reencrypter>().RunAsync(_ => { }, Cancelled)).Sum(result => result.Done);
        }

        await enough.CancelAsync();
        await rotations;
        Assert.True(rewritten > 0);
        Assert.All(generations.Values, generation => Assert.True(generation > 1));
        foreach (var (id, generation) in generations)
        {
            Assert.Equal((generation, Rows.PairOf(id, generation)), ((await node.SessionAsync(id)).Generation, await node.StoredPairAsync(id)));
        }
    }

    [Fact]
    public async Task Damaged_value_is_counted_and_left_alone()
    {
        await using var scene = await KeyRingScene.SetAsync(postgres);
        var node = await scene.NodeAsync();
        var (damaged, moved, sound) = (await node.AddAsync(), await node.AddAsync(), await node.AddAsync());
        await scene.Database.ExecuteAsync($"UPDATE sessions SET ciphertext = set_byte(ciphertext, 60, 255 - get_byte(ciphertext, 60)) WHERE connection_id = '{damaged}'");
        await scene.Database.ExecuteAsync($"UPDATE sessions SET ciphertext = (SELECT ciphertext FROM sessions WHERE connection_id = '{sound}') WHERE connection_id = '{moved}'");
        await node.ReplaceKeyAsync();

        var result = (await node.Get<Reencrypter>().RunAsync(_ => { }, Cancelled))[0];

        Assert.Equal((1, 2), (result.Done, result.Unopened));
        await Assert.ThrowsAsync<VaultUnavailableException>(() => node.StoredPairAsync(moved));
        Assert.Equal(Rows.PairOf(sound, 1), await node.StoredPairAsync(sound));
    }

    private static async Task<IReadOnlyList<Guid>> AddAsync(ServiceNode node, int count)
    {
        var ids = new List<Guid>();
        for (var number = 0; number < count; number++)
        {
            ids.Add(await node.AddAsync());
        }

        return ids;
    }

    private static async Task<string> AddJwtAsync(ServiceNode node, Guid connection)
    {
        var assertion = new JwtAssertion("header.claims.signature");
        var ciphertext = node.Get<TokenPairProtector>().SealForConnection(connection, assertion);
        await using var context = await node.ContextAsync();
        context.Add(new Data.JwtCredentials.JwtCredential { ConnectionId = connection, Ciphertext = ciphertext.Ciphertext, KeyId = ciphertext.KeyId, StoredAt = node.Now });
        await context.SaveChangesAsync(Cancelled);
        return assertion.Reveal();
    }

    private static async Task<(Guid ApiKey, KeptAnswer Answer)> AddAnswerAsync(ServiceNode node)
    {
        var (apiKey, answer) = (Guid.CreateVersion7(node.Now), new KeptAnswer(201, "application/json", null, null, [1, 2, 3]));
        await using var context = await node.ContextAsync();
        context.Add(new IdempotentRequest
        {
            ApiKeyId = apiKey,
            Key = "käse",
            Fingerprint = [1],
            AttemptId = apiKey,
            StartedAt = node.Now,
            Answer = node.Get<AnswerProtector>().Seal(apiKey, "käse", answer),
        });
        await context.SaveChangesAsync(Cancelled);
        return (apiKey, answer);
    }

    private static async Task<WebhookSecret> AddWebhookAsync(ServiceNode node)
    {
        var (id, secret) = (Guid.CreateVersion7(node.Now), WebhookSecret.Of([.. Enumerable.Range(1, 32).Select(number => (byte)number)]));
        var (ciphertext, keyId) = node.Get<WebhookSecretProtector>().Seal(id, secret);
        await using var context = await node.ContextAsync();
        context.Add(new Data.WebhookEndpoints.WebhookEndpoint
        {
            Id = id,
            Url = "https://app.example/hook",
            Description = "",
            Events = [],
            Secret = ciphertext,
            SecretKeyId = keyId,
            PreviousSecret = ciphertext,
            PreviousSecretKeyId = keyId,
            CreatedAt = node.Now,
            UpdatedAt = node.Now,
        });
        await context.SaveChangesAsync(Cancelled);
        return secret;
    }
}
