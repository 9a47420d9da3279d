using System.Text.RegularExpressions;
using Adjoint.Generator.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Adjoint.Generator.Frontend;

/// <summary>Collects rejections. Nothing is reported twice for the same place.</summary>
internal sealed class Rejections
{
    private static readonly Regex WhiteSpace = new(@"\s+", RegexOptions.CultureInvariant);
    private readonly List<Rejection> _list = [];

    public bool HasErrors => _list.Any(rejection => rejection.Severity == RejectionSeverity.Error);

    // Of 'Z += x' it is enough to say that Z cannot keep the sum, and not that what it kept cannot be read again.
    public EquatableArray<Rejection> InOrder => _list
        .Where(rejection => rejection.Id != RejectionKind.LossThroughType.Id || !_list.Any(other => other.Id == RejectionKind.LossThroughStorage.Id
            && other.Start == rejection.Start && other.FilePath == rejection.FilePath))
        .OrderBy(rejection => rejection.FilePath, StringComparer.Ordinal)
        .ThenBy(rejection => rejection.Start)
        .ThenBy(rejection => rejection.Id, StringComparer.Ordinal)
        .ToEquatableArray();

    public void Add(RejectionKind kind, SyntaxNode node, params string[] arguments) =>
        Add(kind, node.SyntaxTree, node.Span, arguments);

    public void Add(RejectionKind kind, Location location, params string[] arguments)
    {
        if (location.SourceTree is { } tree)
        {
            Add(kind, tree, location.SourceSpan, arguments);
        }
    }

    public void Add(RejectionKind kind, SyntaxTree tree, TextSpan span, params string[] arguments)
    {
        Rejection rejection = new(kind.Id, tree.FilePath, span.Start, span.Length, new(arguments), kind.Severity);
        if (!_list.Any(other => other.Id == rejection.Id && other.FilePath == rejection.FilePath && other.Start == rejection.Start))
        {
            _list.Add(rejection);
        }
    }

    /// <summary>The source of a node on one line, shortened for messages.</summary>
    public static string Text(SyntaxNode node, int limit = 60)
    {
        string text = OneLine(node.ToString());
        return text.Length <= limit ? text : text.Substring(0, limit - 1) + "…";
    }

    public static string OneLine(string text) => WhiteSpace.Replace(text.Trim(), " ");
}
