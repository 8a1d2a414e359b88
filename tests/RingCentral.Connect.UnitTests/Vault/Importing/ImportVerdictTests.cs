using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Sessions;
using RingCentral.Connect.RingCentralApi;
using RingCentral.Connect.RingCentralApi.Secrets;
using RingCentral.Connect.RingCentralApi.Tokens;
using RingCentral.Connect.Vault.Connections;
using RingCentral.Connect.Vault.Importing;
using Xunit;

namespace RingCentral.Connect.UnitTests.Vault.Importing;

public sealed class ImportVerdictTests
{
    private static readonly DateTimeOffset Stored = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TokenPair StoredPair = new(new AccessToken("A1"), new RefreshToken("R1"));

    /// <summary>What the line says of its session (that of the row, another, or nothing) and of its issue (later, earlier, or nothing), in every state.</summary>
    [Theory]
    [InlineData(ConnectionState.Active, "same", 1, "keep")]
    [InlineData(ConnectionState.Active, "same", null, "keep")]
    [InlineData(ConnectionState.Active, "other", null, "replace, end")]
    [InlineData(ConnectionState.Active, "other", 1, "replace, end")]
    [InlineData(ConnectionState.Active, "other", -1, "keep")]
    [InlineData(ConnectionState.Active, null, 1, "replace")]
    [InlineData(ConnectionState.Active, null, -1, "keep")]
    [InlineData(ConnectionState.Active, null, 0, "keep")]
    [InlineData(ConnectionState.Active, null, null, "session_unclear")]
    [InlineData(ConnectionState.Blocked, "same", null, "keep")]
    [InlineData(ConnectionState.Pending, "other", null, "replace, end")]
    [InlineData(ConnectionState.NeedsReauthorization, "same", 1, "replace")]
    [InlineData(ConnectionState.NeedsReauthorization, "same", null, "replace")]
    [InlineData(ConnectionState.NeedsReauthorization, "same", -1, "keep")]
    [InlineData(ConnectionState.NeedsReauthorization, "other", -1, "replace, end")]
    [InlineData(ConnectionState.NeedsReauthorization, null, null, "replace")]
    [InlineData(ConnectionState.Disconnected, "same", 1, "keep")]
    [InlineData(ConnectionState.Disconnected, "other", null, "replace")]
    [InlineData(ConnectionState.Disconnected, null, -1, "keep")]
    public void Line_replaces_only_what_it_cannot_cost(ConnectionState state, string? session, int? hoursLater, string expected)
    {
        var line = Line(session is null ? null : session == "same" ? "s-1" : "s-2", hoursLater);

        Assert.Equal(expected, Say(ImportVerdict.Of(Connection(state), Session("s-1"), StoredPair, line)));
    }

    [Fact]
    public void Session_whose_id_was_never_told_is_not_taken_for_another() =>
        Assert.Equal("replace", Say(ImportVerdict.Of(Connection(ConnectionState.Active), Session(null), StoredPair, Line("s-2", 1))));

    [Fact]
    public void Session_in_the_middle_of_a_rotation_is_not_replaced_by_what_may_be_itself()
    {
        var session = Session(null);
        session.FirstAskedAt = Stored;

        Assert.Equal("session_unclear", Say(ImportVerdict.Of(Connection(ConnectionState.Active), session, StoredPair, Line("s-2", 1))));
    }

    [Theory]
    [InlineData("A1", "R9")]
    [InlineData("A9", "R1")]
    public void Line_with_a_token_of_the_stored_pair_is_the_same_session(string access, string refresh)
    {
        var pair = new TokenPair(new AccessToken(access), new RefreshToken(refresh));

        Assert.Equal("keep", Say(ImportVerdict.Of(Connection(ConnectionState.Active), Session(null), pair, Line("s-2", 1) with { Pair = StoredPair })));
    }

    [Theory]
    [InlineData("18", null, "owner_mismatch")]
    [InlineData("17", "43", "owner_mismatch")]
    [InlineData("17", "42", "replace, end")]
    [InlineData("17", null, "replace, end")]
    public void Line_of_another_user_is_rejected(string owner, string? account, string expected) =>
        Assert.Equal(expected, Say(ImportVerdict.Of(Connection(ConnectionState.Active), Session("s-1"), StoredPair, Line("s-2", 1) with { OwnerId = owner, AccountId = account })));

    [Fact]
    public void Connection_by_a_jwt_is_not_replaced() =>
        Assert.Equal("connection_kind_mismatch", Say(ImportVerdict.Of(Connection(ConnectionState.Active, ConnectionKind.Jwt), Session("s-1"), StoredPair, Line("s-2", 1))));

    private static string Say(ImportVerdict verdict) => verdict switch
    {
        ImportVerdict.Keep => "keep",
        ImportVerdict.Replace { EndsOld: true } => "replace, end",
        ImportVerdict.Replace => "replace",
        ImportVerdict.Reject reject => reject.Rejection.Code,
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };

    private static Connection Connection(ConnectionState state, ConnectionKind kind = ConnectionKind.AuthorizationCode) => new()
    {
        Id = Guid.CreateVersion7(Stored),
        ExternalId = "a",
        Kind = kind,
        State = state,
        StateSince = Stored,
        ServerUrl = "https://platform.ringcentral.com",
        OwnerId = "17",
        AccountId = "42",
        Scope = "",
        CreatedAt = Stored,
        UpdatedAt = Stored,
    };

    private static Session Session(string? id)
    {
        var session = SessionRows.Empty(Guid.CreateVersion7(Stored), Stored);
        session.RingCentralSessionId = id;
        return session;
    }

    private static ImportLine Line(string? sessionId, int? hoursLater)
    {
        var pair = new TokenPair(new AccessToken("A2"), new RefreshToken("R2"));
        return new ImportLine
        {
            ExternalId = "a",
            Reply = new TokenReply { AskedAt = Stored.AddHours(hoursLater ?? 48), AccessToken = pair.AccessToken, ExpiresIn = TimeSpan.FromHours(1), SessionId = sessionId },
            Pair = pair,
            OwnerId = "17",
            Server = ServerOrigin.Of(new Uri("https://platform.ringcentral.com")),
            IsIssueKnown = hoursLater is not null,
        };
    }
}
