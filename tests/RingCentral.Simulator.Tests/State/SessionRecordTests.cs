using System.Reflection;
using RingCentral.Simulator.Sessions;
using RingCentral.Simulator.State;

namespace RingCentral.Simulator.Tests.State;

/// <summary>A field that somebody adds to a session's row must be written too.</summary>
public sealed class SessionRecordTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_field_of_a_row_comes_back(bool filled)
    {
        object boxed = new SessionRow { Scope = filled ? "ReadAccounts ÄÖÜ" : "", EndpointId = filled ? "desk" : null };
        var number = 1_000_000_007L;
        foreach (var field in Numbers().Where(_ => filled))
        {
            field.SetValue(boxed, ValueOf(field.FieldType, number += 1_000_003));
        }

        var row = (SessionRow)boxed;
        row.NextOfUser = -1;
        var body = new byte[SessionRecord.LengthOf(row)];
        SessionRecord.Write(7, row, body);
        var session = SessionRecord.Read(body, scope => scope, out var read);

        Assert.Equal(7, session);
        Assert.All(typeof(SessionRow).GetFields(), field => Assert.Equal(field.GetValue(row), field.GetValue(read)));
    }

    private static IEnumerable<FieldInfo> Numbers()
    {
        return typeof(SessionRow).GetFields().Where(field => field.FieldType != typeof(string));
    }

    private static object ValueOf(Type type, long number)
    {
        return type switch
        {
            var kind when kind == typeof(bool) => true,
            var kind when kind == typeof(short) => (short)(number & short.MaxValue),
            var kind when kind == typeof(EndReason) => EndReason.AppUnauthorized,
            var kind => Convert.ChangeType(number, kind, System.Globalization.CultureInfo.InvariantCulture),
        };
    }
}
