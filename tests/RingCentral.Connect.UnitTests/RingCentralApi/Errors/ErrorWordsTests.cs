using System.Globalization;
using System.Text;
using RingCentral.Connect.Data.Conventions;
using RingCentral.Connect.RingCentralApi.Errors;
using Xunit;

namespace RingCentral.Connect.UnitTests.RingCentralApi.Errors;

/// <summary>Every code is explained to everybody, and <c>docs/errors.md</c> says what the catalogue says.</summary>
public sealed class ErrorWordsTests
{
    public static TheoryData<string> Codes => [.. ErrorCatalogue.Codes.Keys];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Code_is_explained_to_administrators_users_and_apps(string code)
    {
        var entry = ErrorCatalogue.Codes[code];
        var words = ErrorWords.For(entry);

        Assert.NotEqual(new ErrorEntry(ErrorClass.Unknown).Meaning, entry.Meaning);
        Assert.All([entry.Meaning, words.WeDo, words.User, words.App], sentence => Assert.EndsWith(".", sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void Documentation_says_what_the_catalogue_says()
    {
        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "errors.md"));

        Assert.EndsWith(Table(), page, StringComparison.Ordinal);
    }

    private static string Table()
    {
        var table = new StringBuilder("| code | class | what it means | what we do | what the user is told | what the app gets |\n|---|---|---|---|---|---|\n");
        foreach (var (code, entry) in ErrorCatalogue.Codes.OrderBy(row => row.Key, StringComparer.Ordinal))
        {
            Append(table, code, entry);
        }

        Append(table, "any other", ErrorCatalogue.Find(new RingCentralError(400, "invalid_grant", null)));
        return table.ToString();
    }

    private static void Append(StringBuilder table, string code, ErrorEntry entry)
    {
        var words = ErrorWords.For(entry);
        table.Append(CultureInfo.InvariantCulture, $"| {code} | {SnakeCase.Write(entry.Class)} | {entry.Meaning} | {words.WeDo} | {words.User} | {words.App} |\n");
    }
}
