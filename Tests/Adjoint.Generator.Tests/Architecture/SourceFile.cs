using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Adjoint.Generator.Tests.Architecture;

/// <summary>A source file as tokens: comments are no code, and literals are known as such.</summary>
/// <param name="path">Relative to the root, with forward slashes.</param>
/// <param name="text">Its content.</param>
internal sealed class SourceFile(string path, string text)
{
    private readonly Lazy<CompilationUnitSyntax> _root =
        new(() => CSharpSyntaxTree.ParseText(text, new(LanguageVersion.Preview)).GetCompilationUnitRoot());

    public string Path { get; } = path;

    public string Folder { get; } = path[..path.LastIndexOf('/')];

    public string Name { get; } = path[(path.LastIndexOf('/') + 1)..];

    public string Text { get; } = text;

    public int LineCount { get; } = text.Split('\n').Length - (text.EndsWith('\n') ? 1 : 0);

    /// <summary>Every name that the code uses, qualified as it is written: <c>Microsoft.CodeAnalysis</c>, <c>Parser.Parse</c>.</summary>
    public IEnumerable<string> Names => _root.Value.DescendantNodes()
        .Where(node => node is NameSyntax or MemberAccessExpressionSyntax)
        .Where(node => node.Parent is not (QualifiedNameSyntax or AliasQualifiedNameSyntax))
        .Where(node => node.Parent is not MemberAccessExpressionSyntax access || access.Name != node)
        .Select(node => node.WithoutTrivia().ToString());

    /// <summary>The texts of string literals and of the fixed parts of interpolated strings.</summary>
    public IEnumerable<string> Literals => _root.Value.DescendantTokens()
        .Where(token => token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken
            or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken)
        .Select(token => token.ValueText);

    /// <summary>The types that stand directly in the file's namespace.</summary>
    public IReadOnlyList<MemberDeclarationSyntax> Types =>
        [.. _root.Value.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .Where(node => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
            .Cast<MemberDeclarationSyntax>()];

    /// <summary>The types of what the file's records hold: their parameters, properties and fields.</summary>
    public IEnumerable<string> RecordMemberTypes => Types.OfType<RecordDeclarationSyntax>()
        .SelectMany(record => (record.ParameterList?.Parameters.Select(parameter => parameter.Type) ?? [])
            .Concat(record.Members.OfType<PropertyDeclarationSyntax>().Select(property => property.Type))
            .Concat(record.Members.OfType<FieldDeclarationSyntax>().Select(member => member.Declaration.Type)))
        .Select(type => type!.ToString());

    public IEnumerable<string> PragmaDirectives => _root.Value.DescendantTrivia()
        .Where(trivia => trivia.IsKind(SyntaxKind.PragmaWarningDirectiveTrivia))
        .Select(trivia => trivia.ToString());

    public IEnumerable<string> Comments => _root.Value.DescendantTrivia()
        .Where(trivia => trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
            or SyntaxKind.SingleLineDocumentationCommentTrivia)
        .Select(trivia => trivia.ToString());

    public override string ToString() => Path;
}
