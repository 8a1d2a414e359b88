using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Conventions;
using Xunit;

namespace RingCentral.Connect.UnitTests.Data.Conventions;

public sealed class SnakeCaseEnumConverterTests
{
    [Theory]
    [InlineData(ConnectionState.Pending, "pending")]
    [InlineData(ConnectionState.Active, "active")]
    [InlineData(ConnectionState.Blocked, "blocked")]
    [InlineData(ConnectionState.NeedsReauthorization, "needs_reauthorization")]
    [InlineData(ConnectionState.Disconnected, "disconnected")]
    public void State_is_stored_by_the_name_of_the_API(ConnectionState state, string name)
    {
        var converter = new SnakeCaseEnumConverter<ConnectionState>();

        Assert.Equal(name, converter.ConvertToProvider(state));
        Assert.Equal(state, converter.ConvertFromProvider(name));
    }

    [Fact]
    public void Reasons_are_those_of_the_API()
    {
        string[] ofTheApi =
        [
            "token_expired", "token_revoked", "session_ended", "absolute_timeout", "user_disabled", "user_deleted", "account_closed", "network_policy",
            "jwt_invalid", "other",
        ];

        Assert.Equal(ofTheApi, Enum.GetValues<StateReason>().Select(SnakeCase.Write));
    }

    [Theory]
    [InlineData("NeedsReauthorization")]
    [InlineData("Active")]
    [InlineData("1")]
    [InlineData("")]
    public void Name_in_another_spelling_is_unknown(string name)
    {
        Assert.False(SnakeCase.TryRead<ConnectionState>(name, out _));
        Assert.Throws<FormatException>(() => SnakeCase.Read<ConnectionState>(name));
    }
}
