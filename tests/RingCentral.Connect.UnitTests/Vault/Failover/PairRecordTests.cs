using System.Reflection;
using RingCentral.Connect.Data.Sessions;
using RingCentral.Connect.Vault.Encryption;
using RingCentral.Connect.Vault.Failover;
using RingCentral.Connect.Vault.Rotation;
using RingCentral.Connect.Vault.Scheduling;
using Xunit;

namespace RingCentral.Connect.UnitTests.Vault.Failover;

public sealed class PairRecordTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 1, 2, 3, TimeSpan.Zero);

    private static readonly NewPair Full = new(
        Guid.Parse("11111111-1111-4111-8111-111111111111"),
        Guid.Parse("22222222-2222-4222-8222-222222222222"),
        41,
        SealedPair.Of([1, 2, 3, 4, .. Guid.Parse("33333333-3333-4333-8333-333333333333").ToByteArray(), 5, 6]),
        new SessionClocks
        {
            IssuedAt = Now,
            AccessExpiresAt = Now.AddHours(1),
            RefreshExpiresAt = Now.AddDays(7),
            SessionExpiresAt = Now.AddDays(30),
            IdleTimeout = TimeSpan.FromMinutes(20),
            HasCredential = true,
        },
        Now.AddMinutes(50),
        new Due(DueClass.Warm, Now.AddMinutes(51)))
    {
        HadFailed = true,
        SessionId = "session",
        EndpointId = "endpoint",
    };

    private static readonly NewPair Bare = Full with
    {
        Clocks = new SessionClocks { IssuedAt = Now, AccessExpiresAt = Now.AddHours(1) },
        HadFailed = false,
        SessionId = null,
        EndpointId = "",
    };

    public static TheoryData<bool> Fullness => [true, false];

    [Theory]
    [MemberData(nameof(Fullness))]
    public void Pair_is_read_as_it_was_written(bool isFull)
    {
        var pair = isFull ? Full : Bare;

        var read = Again(pair);

        Assert.Equal(pair.Pair.Ciphertext, read.Pair.Ciphertext);
        Assert.Equal(pair.Pair.KeyId, read.Pair.KeyId);
        Assert.Equal(pair with { Pair = read.Pair }, read);
    }

    /// <summary>The test above sees what is left out only where the full pair says something of it.</summary>
    [Fact]
    public void Full_pair_has_a_value_for_everything_that_a_pair_has_but_its_scope()
    {
        Assert.Equal([nameof(NewPair.Scope)], Empty(Full));
        Assert.Empty(Empty(Full.Clocks));
        Assert.Empty(Empty(Full.Due));
        Assert.Empty(Empty(Full.Pair));
    }

    [Fact]
    public void Pair_is_read_from_the_middle_of_a_page()
    {
        var record = PairRecord.Write(Full);
        byte[] page = [.. PairRecord.Write(Bare), .. record, 7, 7, 7];

        Assert.Equal("session", PairRecord.Read(page, page.Length - record.Length - 3, record.Length).SessionId);
    }

    private static NewPair Again(NewPair pair)
    {
        var record = PairRecord.Write(pair);
        return PairRecord.Read(record, 0, record.Length);
    }

    private static IEnumerable<string> Empty<T>(T value) => typeof(T)
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.GetValue(value) is null or "" or false or 0L || property.GetValue(value)!.Equals(property.PropertyType.IsValueType ? Activator.CreateInstance(property.PropertyType) : null))
        .Select(property => property.Name);
}
