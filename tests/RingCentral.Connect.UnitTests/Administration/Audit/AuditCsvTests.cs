using RingCentral.Connect.Administration.Audit;
using RingCentral.Connect.Data.Audit;
using Xunit;

namespace RingCentral.Connect.UnitTests.Administration.Audit;

public sealed class AuditCsvTests
{
    [Fact]
    public void Line_has_a_cell_for_each_name_of_the_header()
    {
        var line = AuditCsv.Line(Record("billing", "a"));

        Assert.Equal("2026-11-25T04:05:06.007Z,api_key,,billing,,thing.done,thing,a,,,,", line);
        Assert.Equal(AuditCsv.Header.Split(',').Length, line.Split(',').Length);
    }

    [Theory]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@cmd", "'@cmd")]
    [InlineData("+1,2", "\"'+1,2\"")]
    public void Text_is_quoted_and_no_formula(string text, string cell) => Assert.Contains($",{cell},,thing.done", AuditCsv.Line(Record(text, "a")), StringComparison.Ordinal);

    private static AuditRecord Record(string name, string subject) => new()
    {
        At = new DateTimeOffset(2026, 11, 25, 4, 5, 6, 7, TimeSpan.Zero),
        ActorKind = ActorKind.ApiKey,
        ActorName = name,
        Action = "thing.done",
        SubjectKind = "thing",
        SubjectId = subject,
    };
}
