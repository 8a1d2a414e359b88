using System.Text.Json;
using RingCentral.Connect.Api.Connections;
using RingCentral.Connect.Hosting.Commands.Connections;
using Xunit;

namespace RingCentral.Connect.UnitTests.Hosting.Commands.Connections;

public sealed class ConnectionCsvTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Line_has_a_field_for_every_name_of_the_header()
    {
        var line = ConnectionCsv.Line(Body("plain", "Ines Castellan"));

        Assert.Equal(ConnectionCsv.Header.Split(',').Length, line.Split(',').Length);
        Assert.StartsWith("id,external_id,state,", ConnectionCsv.Header, StringComparison.Ordinal);
        Assert.Contains(",plain,active,healthy,false,", line, StringComparison.Ordinal);
        Assert.EndsWith(",2026-03-01T12:00:00.000Z,2026-03-01T12:00:00.000Z", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+41", "'+41")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("=\"x\",1", "\"'=\"\"x\"\",1\"")]
    [InlineData("a=1", "a=1")]
    public void What_a_spreadsheet_would_run_gets_an_apostrophe(string externalId, string field) =>
        Assert.Contains($",{field},active,", ConnectionCsv.Line(Body(externalId, null)), StringComparison.Ordinal);

    [Theory]
    [InlineData("Castellan, Ines", "\"Castellan, Ines\"")]
    [InlineData("Ines \"C\"", "\"Ines \"\"C\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("\tx", "'\tx")]
    public void Comma_quote_and_line_end_are_quoted(string name, string field) =>
        Assert.Contains($",{field},", ConnectionCsv.Line(Body("a", name)), StringComparison.Ordinal);

    [Fact]
    public void Metadata_stands_as_JSON() => Assert.Contains(",\"{\"\"a\"\":1}\",", ConnectionCsv.Line(Body("a", null)), StringComparison.Ordinal);

    private static ConnectionBody Body(string externalId, string? name) => new()
    {
        Id = Guid.CreateVersion7(Now),
        ExternalId = externalId,
        State = "active",
        Health = "healthy",
        Paused = false,
        Kind = "jwt",
        StateSince = Now,
        Owner = new OwnerBody("17", "42", name, null, "101"),
        Scope = "ReadAccounts SMS",
        ServerUrl = "https://platform.ringcentral.com",
        Generation = 3,
        KeepAlive = "default",
        Metadata = JsonElement.Parse("""{"a":1}"""),
        CreatedAt = Now,
        UpdatedAt = Now,
    };
}
