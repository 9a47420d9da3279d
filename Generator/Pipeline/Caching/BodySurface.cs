using System.Text;
using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Adjoint.Generator.Pipeline.Caching;

/// <summary>The text of a method as lowering sees it, and the names by which it can reach others.</summary>
/// <param name="Hash">Of its tokens and the line breaks between them; comments do not count, the lines of statements do.</param>
/// <param name="Mentioned">Every identifier in it, without repetition.</param>
internal sealed record BodySurface(ContentHash Hash, EquatableArray<string> Mentioned)
{
    public static BodySurface Of(SyntaxNode method)
    {
        StringBuilder text = new();
        HashSet<string> names = new(StringComparer.Ordinal);
        bool first = true;
        foreach (SyntaxToken token in method.DescendantTokens())
        {
            if (!first)
            {
                AppendBreaks(text, token.LeadingTrivia);
            }

            first = false;
            text.Append(token.Text).Append(' ');
            AppendBreaks(text, token.TrailingTrivia);
            if (token.IsKind(SyntaxKind.IdentifierToken))
            {
                names.Add(token.ValueText);
            }
        }

        return new(ContentHash.Of(text.ToString()), names.OrderBy(name => name, StringComparer.Ordinal).ToEquatableArray());
    }

    /// <summary>Line breaks, which number the statements, and directives, which can change their meaning.</summary>
    internal static void AppendBreaks(StringBuilder text, SyntaxTriviaList trivia)
    {
        foreach (SyntaxTrivia piece in trivia)
        {
            if (piece.IsDirective)
            {
                text.Append(piece.ToFullString());
            }
            else
            {
                text.Append('\n', piece.ToFullString().Count(character => character == '\n'));
            }
        }
    }
}
