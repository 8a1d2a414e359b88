using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Sessions;
using RingCentral.Connect.Pages.Display.Connections;
using RingCentral.Connect.Vault.Connections;
using Xunit;

namespace RingCentral.Connect.UnitTests.Pages.Display.Connections;

public sealed class SpokenSentenceTests
{
    private const string App = "Fernway Desk";

    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static readonly string[] Jargon = ["token", "oauth", "session", "refresh", "grant", "scope", "api", "rotat", "null", "{", "  "];

    public static TheoryData<ConnectionState, StateReason?, ConnectionKind> Everything =>
        [.. from state in Enum.GetValues<ConnectionState>()
            from reason in Enum.GetValues<StateReason>().Cast<StateReason?>().Append(null)
            from kind in Enum.GetValues<ConnectionKind>()
            select new TheoryDataRow<ConnectionState, StateReason?, ConnectionKind>(state, reason, kind)];

    [Theory]
    [MemberData(nameof(Everything))]
    public void Every_state_and_reason_can_be_read_out(ConnectionState state, StateReason? reason, ConnectionKind kind) => CanBeReadOut(SpokenSentence.Of(Snapshot(connection =>
    {
        (connection.State, connection.Reason) = (state, reason);
    }, kind: kind), App));

    [Theory]
    [InlineData(null)]
    [InlineData("OAU-146")]
    [InlineData("CMN-201")]
    [InlineData("vault_unavailable")]
    [InlineData("no code that anybody knows")]
    public void Every_failure_can_be_read_out(string? failure)
    {
        var sentence = SpokenSentence.Of(Snapshot(session: session => (session.Failures, session.LastFailure) = (2, failure)), App);

        CanBeReadOut(sentence);
        Assert.Contains("nothing you have to do", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Reasons_that_need_different_deeds_have_sentences_of_their_own()
    {
        StateReason[] reasons = [StateReason.TokenExpired, StateReason.TokenRevoked, StateReason.SessionEnded, StateReason.AbsoluteTimeout, StateReason.UserDisabled, StateReason.UserDeleted, StateReason.AccountClosed, StateReason.NetworkPolicy, StateReason.Other];

        var sentences = reasons.Select(reason => SpokenSentence.Of(Snapshot(connection => (connection.State, connection.Reason) = (ConnectionState.NeedsReauthorization, reason)), App));

        Assert.Equal(reasons.Length, sentences.Distinct().Count());
    }

    [Fact]
    public void End_that_comes_near_is_named_with_day_and_time() => Assert.Contains(
        "on Tuesday 3 March at 08:30 UTC", SpokenSentence.Of(Snapshot(session: session => session.SessionExpiresAt = Now.AddHours(23.5)), App), StringComparison.Ordinal);

    [Fact]
    public void Paused_connection_says_who_gets_nothing() =>
        Assert.Contains($"{App} gets nothing", SpokenSentence.Of(Snapshot(connection => connection.Paused = true), App), StringComparison.Ordinal);

    private static void CanBeReadOut(string sentence)
    {
        Assert.EndsWith(".", sentence, StringComparison.Ordinal);
        Assert.True(char.IsUpper(sentence[0]), sentence);
        Assert.InRange(sentence.Length, 40, 330);
        Assert.DoesNotContain(Jargon, word => sentence.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    private static ConnectionSnapshot Snapshot(Action<Connection>? connection = null, Action<Session>? session = null, ConnectionKind kind = ConnectionKind.AuthorizationCode)
    {
        var id = Guid.CreateVersion7(Now);
        var row = new Connection
        {
            Id = id,
            ExternalId = "user_1",
            Kind = kind,
            State = ConnectionState.Active,
            StateSince = Now.AddDays(-1),
            ServerUrl = "https://platform.ringcentral.com",
            OwnerId = "17",
            Scope = "ReadAccounts",
            CreatedAt = Now.AddDays(-1),
            UpdatedAt = Now,
        };
        var held = new Session
        {
            ConnectionId = id,
            Key = id,
            Generation = 2,
            IssuedAt = Now.AddMinutes(-10),
            AccessExpiresAt = Now.AddMinutes(50),
            RefreshExpiresAt = Now.AddDays(7),
            HoldUntil = Now.AddMinutes(40),
            LastProvenAliveAt = Now.AddMinutes(-10),
        };
        connection?.Invoke(row);
        session?.Invoke(held);
        return new ConnectionSnapshot(row, held, Now);
    }
}
