using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RingCentral.Connect.ConventionTests.Sources;

internal static class TestFileRule
{
    private const string UnitTests = "tests/RingCentral.Connect.UnitTests/";

    /// <summary>A unit test lies under the path of what it tests, so that each is found from the other.</summary>
    public static IEnumerable<string> CheckMirror(SourceFile test, Func<string, bool> exists)
    {
        if (!test.Path.EndsWith("Tests.cs", StringComparison.Ordinal))
        {
            return [];
        }

        var subject = test.Path[UnitTests.Length..^"Tests.cs".Length];
        string[] mirrors = [$"src/RingCentral.Connect/{subject}.cs", $"src/RingCentral.Connect.{subject}.cs", $"src/RingCentral.Connect/{subject}.cshtml.cs"];
        return mirrors.Any(exists) ? [] : [$"{test.Path}: there is no {mirrors[0]} that it would test. Move or rename the test with its subject."];
    }

    /// <summary>A skipped test says what has to be true before it runs again.</summary>
    public static IEnumerable<string> CheckSkips(SourceFile test) =>
        from argument in CSharpSyntaxTree.ParseText(test.Text).GetRoot().DescendantNodes().OfType<AttributeArgumentSyntax>()
        where argument.NameEquals?.Name.ToString() == "Skip" && !IsReason(argument.Expression)
        select $"{test.Path}: 'Skip' without a reason. Say in a sentence why the test cannot run and what would let it.";

    // A constant is taken for a reason, because its name is one.
    private static bool IsReason(ExpressionSyntax expression) =>
        expression is not LiteralExpressionSyntax literal || literal.Token.ValueText.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length >= 3;
}
