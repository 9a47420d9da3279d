using Adjoint.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Adjoint.Generator.Frontend;

/// <summary>What local functions use of the method around them, and whether they call themselves.</summary>
internal static class LocalCaptures
{
    /// <summary>The local functions below an operation's root, by their symbols.</summary>
    public static ILocalFunctionOperation? Find(IOperation use, IMethodSymbol local)
    {
        IOperation root = use;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        return root.DescendantsAndSelf().OfType<ILocalFunctionOperation>()
            .FirstOrDefault(function => SymbolEqualityComparer.Default.Equals(function.Symbol, local.OriginalDefinition));
    }

    /// <summary>The bodies that run when a local function runs: its own and those of the local functions that it calls.</summary>
    private static List<ILocalFunctionOperation> Reached(ILocalFunctionOperation function)
    {
        List<ILocalFunctionOperation> reached = [];
        Stack<ILocalFunctionOperation> waiting = new([function]);
        while (waiting.Count > 0)
        {
            ILocalFunctionOperation next = waiting.Pop();
            foreach (IMethodSymbol called in Calls(next))
            {
                if (Find(next, called) is { } callee && !reached.Contains(callee))
                {
                    reached.Add(callee);
                    waiting.Push(callee);
                }
            }
        }

        return reached;
    }

    private static IEnumerable<IMethodSymbol> Calls(ILocalFunctionOperation function) => function.Descendants().Select(operation => operation switch
    {
        IInvocationOperation { TargetMethod: { MethodKind: MethodKind.LocalFunction } called } => called,
        IMethodReferenceOperation { Method: { MethodKind: MethodKind.LocalFunction } referred } => referred,
        _ => null,
    }).OfType<IMethodSymbol>();

    /// <summary>Whether a local function may run again while it runs.</summary>
    public static bool IsRecursive(ILocalFunctionOperation function) => Reached(function).Contains(function);

    /// <summary>The variables of the surrounding method that a local function may use, in the order of their declarations.</summary>
    public static IReadOnlyList<ISymbol> Of(ILocalFunctionOperation function)
    {
        List<ILocalFunctionOperation> bodies = [function, .. Reached(function).Where(other => other != function)];
        return bodies.SelectMany(body => body.Descendants())
            .Select(operation => operation switch
            {
                ILocalReferenceOperation { Local.IsConst: false } local => (ISymbol)local.Local,
                IParameterReferenceOperation parameter => parameter.Parameter,
                _ => null,
            })
            .OfType<ISymbol>()
            .Distinct<ISymbol>(SymbolEqualityComparer.Default)
            .Where(symbol => !bodies.Any(body => symbol.DeclaringSyntaxReferences.All(reference =>
                reference.SyntaxTree == body.Syntax.SyntaxTree && body.Syntax.Span.Contains(reference.Span))))
            .OrderBy(symbol => symbol.Locations[0].SourceSpan.Start)
            .ToList();
    }

    /// <summary>Whether a variable is shared through a cell: numbers are, references to memory are handed on as they are.</summary>
    public static bool IsShared(ISymbol variable, TypeMapping types) =>
        types.Leaves(BodyLowering.TypeOf(variable)).All(leaf => leaf.Type is ScalarType);
}
