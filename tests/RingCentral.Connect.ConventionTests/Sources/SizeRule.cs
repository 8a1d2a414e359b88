using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RingCentral.Connect.ConventionTests.Sources;

/// <summary>What a reader can hold in mind. The usual sizes are much smaller: a file of 150 lines, a method of 25.</summary>
internal static class SizeRule
{
    public const int FileLines = 250;
    public const int MethodLines = 50;
    public const int Parameters = 5;
    public const int ConstructorParameters = 6;

    // A minimal-API handler takes what a class would have had injected besides what came in the request, and a log message
    // as many values as it shows.
    public const int HandlerParameters = 7;

    public static IEnumerable<string> Check(SourceFile file)
    {
        var tree = CSharpSyntaxTree.ParseText(file.Text);
        var members = tree.GetRoot().DescendantNodes().ToList();
        IEnumerable<string> tooLong = file.Lines > FileLines ? [$"{file.Path} has {file.Lines} lines, more than {FileLines}: divide it by what its parts do."] : [];
        return tooLong
            .Concat(members.Where(IsBody).Where(member => LinesOf(member) > MethodLines)
                .Select(member => $"{Place(file, member)} has {LinesOf(member)} lines, more than {MethodLines}: give its steps names of their own."))
            .Concat(members.Select(member => (member, count: Count(member), limit: Limit(member))).Where(found => found.count > found.limit)
                .Select(found => $"{Place(file, found.member)} takes {found.count} parameters, more than {found.limit}: those that travel together are a type."));
    }

    private static bool IsBody(SyntaxNode node) => node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax;

    private static int LinesOf(SyntaxNode node)
    {
        var lines = node.SyntaxTree.GetLineSpan(node.Span);
        return lines.EndLinePosition.Line - lines.StartLinePosition.Line + 1;
    }

    private static int Count(SyntaxNode node) => node switch
    {
        BaseMethodDeclarationSyntax method => method.ParameterList.Parameters.Count,
        LocalFunctionStatementSyntax function => function.ParameterList.Parameters.Count,
        // The parameters of a record are its data.
        ClassDeclarationSyntax { ParameterList: { } injected } => injected.Parameters.Count,
        _ => 0,
    };

    private static int Limit(SyntaxNode node) => node switch
    {
        ClassDeclarationSyntax or ConstructorDeclarationSyntax => ConstructorParameters,
        MethodDeclarationSyntax method when IsHandler(method) || IsLogMessage(method) => HandlerParameters,
        _ => Parameters,
    };

    private static bool IsHandler(MethodDeclarationSyntax method) =>
        method.Modifiers.Any(SyntaxKind.StaticKeyword)
        && (method.ReturnType.ToString() is var type)
        && (type.Contains("IResult", StringComparison.Ordinal) || type.Contains("Results<", StringComparison.Ordinal) || type.Contains("HttpResult", StringComparison.Ordinal));

    private static bool IsLogMessage(MethodDeclarationSyntax method) =>
        method.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => attribute.Name.ToString().EndsWith("LoggerMessage", StringComparison.Ordinal));

    private static string Place(SourceFile file, SyntaxNode node)
    {
        var line = node.SyntaxTree.GetLineSpan(node.Span).StartLinePosition.Line + 1;
        return $"{file.Path}:{line}";
    }
}
