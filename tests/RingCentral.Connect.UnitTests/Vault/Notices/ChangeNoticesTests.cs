using Microsoft.Extensions.Time.Testing;
using RingCentral.Connect.Vault.Notices;
using Xunit;

namespace RingCentral.Connect.UnitTests.Vault.Notices;

public sealed class ChangeNoticesTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly ChangeNotices _notices;

    public ChangeNoticesTests() => _notices = new ChangeNotices(_time);

    [Fact]
    public void Nothing_is_certain_before_the_first_proof() => Assert.False(_notices.AreComplete);

    [Fact]
    public void Proof_counts_from_when_the_node_spoke_and_not_from_when_it_heard()
    {
        var spokenAt = _time.GetTimestamp();
        _time.Advance(ChangeNotices.ProofLasts / 2);
        _notices.Prove(spokenAt);
        Assert.True(_notices.AreComplete);

        _time.Advance(ChangeNotices.ProofLasts / 2);

        Assert.False(_notices.AreComplete);
    }

    [Fact]
    public void Proof_ends_where_nothing_is_heard_any_more()
    {
        _notices.Prove(_time.GetTimestamp());

        _notices.Distrust();

        Assert.False(_notices.AreComplete);
    }

    [Theory]
    [InlineData("connection:0190a6f2-3c4d-7e5f-8a9b-0c1d2e3f4a5b", "0190a6f2-3c4d-7e5f-8a9b-0c1d2e3f4a5b")]
    [InlineData("api_keys", "keys")]
    [InlineData("key_ring", "key ring")]
    [InlineData("connection:", "missed")]
    [InlineData("connection:x", "missed")]
    [InlineData("something of a later version", "missed")]
    [InlineData("", "missed")]
    public void Notice_is_told_to_whom_it_concerns_and_an_unknown_one_to_all(string notice, string expected)
    {
        var heard = new List<string>();
        _notices.ConnectionChanged += id => heard.Add(id.ToString());
        _notices.KeysChanged += () => heard.Add("keys");
        _notices.KeyRingChanged += () => heard.Add("key ring");
        _notices.Missed += () => heard.Add("missed");

        _notices.Hear(notice);

        Assert.Equal([expected], heard);
    }
}
