using System.Globalization;
using Xunit;

namespace RingCentral.Connect.ConventionTests.Sources;

public sealed class SizeTests
{
    [Fact]
    public void Files_methods_and_parameter_lists_stay_small() =>
        Violations.AssertNone(SourceTree.CSharp("src").Concat(SourceTree.CSharp("tests")).Concat(SourceTree.CSharp("samples")).SelectMany(SizeRule.Check));

    [Fact]
    public void Pages_stay_small() =>
        Violations.AssertNone(
            from file in SourceTree.Files("src", ".cshtml", ".razor", ".html")
            where file.Lines > SizeRule.FileLines
            select $"{file.Path} has {file.Lines} lines, more than {SizeRule.FileLines}: move parts of it into partial pages.");

    [Fact]
    public void A_long_file_is_found() => Assert.Contains("251 lines", Found(Repeat("// why\n", 250) + "class A { }"), StringComparison.Ordinal);

    [Fact]
    public void A_long_method_is_found() =>
        Assert.Contains("Sample.cs:1 has 52 lines", Found($"class A {{ void M()\n{{\n{Repeat("M();\n", 49)}}} }}"), StringComparison.Ordinal);

    [Theory]
    [InlineData("class A { void M(int a, int b, int c, int d, int e, int f) { } }")]
    [InlineData("class A { void M() { void L(int a, int b, int c, int d, int e, int f) { } } }")]
    [InlineData("class A { public A(int a, int b, int c, int d, int e, int f, int g) { } }")]
    [InlineData("class A(int a, int b, int c, int d, int e, int f, int g) { }")]
    [InlineData("class A { static Task<IResult> M(int a, int b, int c, int d, int e, int f, int g, int h) => null; }")]
    [InlineData("class A { [LoggerMessage] void M(int a, int b, int c, int d, int e, int f, int g, int h); }")]
    public void A_long_parameter_list_is_found(string source) => Assert.Contains("parameters, more than", Found(source), StringComparison.Ordinal);

    [Theory]
    [InlineData("class A { void M(int a, int b, int c, int d, int e) { } }")]
    [InlineData("class A(int a, int b, int c, int d, int e, int f) { }")]
    [InlineData("record A(int a, int b, int c, int d, int e, int f, int g, int h);")]
    [InlineData("class A { static Task<IResult> M(int a, int b, int c, int d, int e, int f, int g) => null; }")]
    public void A_parameter_list_within_its_limit_passes(string source) => Assert.Empty(SizeRule.Check(new SourceFile("Sample.cs", source)));

    private static string Found(string source) => Assert.Single(SizeRule.Check(new SourceFile("Sample.cs", source)));

    private static string Repeat(string text, int count) => string.Create(CultureInfo.InvariantCulture, $"{string.Concat(Enumerable.Repeat(text, count))}");
}
