using RingCentral.Connect.Api.Keys;
using RingCentral.Connect.Data.ApiKeys;
using Xunit;

namespace RingCentral.Connect.UnitTests.Api.Keys;

public sealed class KeySetTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Key_is_found_by_its_hash_alone()
    {
        var (one, other) = (ApiKeySecret.Create(), ApiKeySecret.Create());
        var keys = new KeySet([Key(one, "one"), Key(other, "other")], isComplete: true);

        Assert.Equal("one", keys.Find(one.Hash())!.Access.KeyName);
        Assert.Equal("other", keys.Find(other.Hash())!.Access.KeyName);
        Assert.Null(keys.Find(ApiKeySecret.Create().Hash()));
    }

    [Fact]
    public void Hash_that_differs_in_its_last_bit_is_another()
    {
        var secret = ApiKeySecret.Create();
        var keys = new KeySet([Key(secret, "one")], isComplete: true);
        var hash = secret.Hash();
        hash[^1] ^= 1;

        Assert.Null(keys.Find(hash));
    }

    [Fact]
    public void Two_live_keys_may_carry_one_name()
    {
        var (old, next) = (ApiKeySecret.Create(), ApiKeySecret.Create());
        var keys = new KeySet([Key(old, "app"), Key(next, "app")], isComplete: true);

        Assert.NotEqual(keys.Find(old.Hash())!.Access.KeyId, keys.Find(next.Hash())!.Access.KeyId);
    }

    [Fact]
    public void Key_ends_at_its_moment()
    {
        var secret = ApiKeySecret.Create();
        var row = Key(secret, "one");
        row.ExpiresAt = Now;
        var key = new KeySet([row], isComplete: true).Find(secret.Hash())!;

        Assert.True(key.IsLive(Now.AddTicks(-1)));
        Assert.False(key.IsLive(Now));
    }

    [Theory]
    [InlineData(null, "anything", true)]
    [InlineData("acme:", "acme:1", true)]
    [InlineData("acme:", "acme:", true)]
    [InlineData("acme:", "acme", false)]
    [InlineData("acme:", "Acme:1", false)]
    [InlineData("acme:", "other:acme:1", false)]
    public void Key_sees_what_begins_with_its_prefix(string? prefix, string externalId, bool sees)
    {
        var secret = ApiKeySecret.Create();
        var row = Key(secret, "one");
        row.ExternalIdPrefix = prefix;

        Assert.Equal(sees, new KeySet([row], isComplete: true).Find(secret.Hash())!.Access.MaySee(externalId));
    }

    private static ApiKey Key(ApiKeySecret secret, string name) => new()
    {
        Id = Guid.CreateVersion7(Now),
        Name = name,
        Hash = secret.Hash(),
        Scopes = [ApiScopes.TokensRead],
        CreatedAt = Now,
    };
}
