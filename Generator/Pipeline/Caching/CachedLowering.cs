using Adjoint.Generator.Frontend;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Adjoint.Generator.Pipeline.Caching;

/// <summary>Lowers methods, or answers from the cache; turns faults of our own into values.</summary>
internal static class CachedLowering
{
    private const int Capacity = 4096;

    private static readonly LoweringCache<Lowered> Cache = new(Capacity);

    public static LoweredMethod Lower(IMethodSymbol symbol, SyntaxNode declaration, Compilation compilation, CancellationToken cancellation)
    {
        try
        {
            // The text of a local function does not tell what it captures, nor which statements stand around it.
            if (declaration is LocalFunctionStatementSyntax || symbol.GetDocumentationCommentId() is not string id)
            {
                return Fresh(symbol, compilation, cancellation);
            }

            DeclarationSurface surface = DeclarationSurface.Of(compilation, cancellation);
            BodySurface body = BodySurface.Of(declaration);
            Lowered lowered = Cache.GetOrAdd(
                new(id, body.Hash, surface.Reached(body), surface.Declarations),
                () => new(Fresh(symbol, compilation, cancellation), LineOf(declaration)));
            return lowered.At(LineOf(declaration), Path.GetFileName(declaration.SyntaxTree.FilePath));
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return Failed(symbol, fault);
        }
    }

    private static LoweredMethod Fresh(IMethodSymbol symbol, Compilation compilation, CancellationToken cancellation)
    {
        LoweringResult result = CheckedLowering.Lower(symbol, compilation, cancellation);
        string hintName = result.Method?.HintName ?? Identifiers.FileName(symbol.ToDisplayString());
        return result.Module is null
            ? new(result.Method, null, null, result.InternalError, hintName)
            : new(result.Method, new LoweredBody(result.Module), NameShadowing.At(symbol, compilation, cancellation), result.InternalError, hintName);
    }

    private static LoweredMethod Failed(IMethodSymbol symbol, Exception fault) =>
        new(null, null, null, fault.ToString(), Identifiers.FileName(symbol.ToDisplayString()));

    private static int LineOf(SyntaxNode node) => node.SyntaxTree.GetLineSpan(node.Span).StartLinePosition.Line;

    /// <summary>A lowered method and the line on which it stood; where it stands now is not part of the key.</summary>
    private sealed record Lowered(LoweredMethod Result, int Line)
    {
        public LoweredMethod At(int line, string fileName) => Result.Method is { } method && (line != Line || method.FileName != fileName)
            ? Result with { Method = method with { FirstLine = method.FirstLine + line - Line, FileName = fileName } }
            : Result;
    }
}
