using Adjoint.Generator.Pipeline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Adjoint.Generator.Frontend;

/// <summary>The text by which generated code names a statement: what it computes, without <c>return</c>, type and semicolon; headers of compound statements only.</summary>
internal static class StatementText
{
    public static string Of(SyntaxNode node) => Rejections.OneLine(node switch
    {
        ForStatementSyntax loop => Header(loop, loop.CloseParenToken),
        WhileStatementSyntax loop => Header(loop, loop.CloseParenToken),
        DoStatementSyntax loop => "do while (" + loop.Condition + ")",
        CommonForEachStatementSyntax loop => Header(loop, loop.CloseParenToken),
        IfStatementSyntax branch => Header(branch, branch.CloseParenToken),
        SwitchStatementSyntax branch => "switch (" + Inner(branch.Expression) + ")",
        ReturnStatementSyntax { Expression: { } value } => value.ToString(),
        ArrowExpressionClauseSyntax arrow => arrow.Expression.ToString(),
        _ => node.ToString().TrimEnd(';', ' '),
    });

    /// <summary>The node of a declaration that an obstacle comes from; null where none starts on its line.</summary>
    public static SyntaxNode? Find(SyntaxNode declaration, Obstacle obstacle)
    {
        SyntaxNode[] nodes = obstacle.Line is not { } line ? [] : declaration.DescendantNodes()
            .Where(node => LineOf(node) - LineOf(declaration) == line
                && node is StatementSyntax and not BlockSyntax or VariableDeclaratorSyntax or ArrowExpressionClauseSyntax)
            .ToArray();
        return nodes.FirstOrDefault(node => Of(node) == obstacle.Text) ?? nodes.FirstOrDefault();
    }

    private static int LineOf(SyntaxNode node) => node.SyntaxTree.GetLineSpan(node.Span).StartLinePosition.Line;

    private static string Inner(ExpressionSyntax expression) => expression is ParenthesizedExpressionSyntax inner
        ? inner.Expression.ToString()
        : expression.ToString();

    private static string Header(SyntaxNode node, SyntaxToken close) =>
        node.SyntaxTree.GetText().ToString(TextSpan.FromBounds(node.SpanStart, close.Span.End));
}
