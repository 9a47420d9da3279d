using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Adjoint.Generator.Frontend;

/// <summary>Variables that a call passes by <c>in</c> and that it may change on the way: companions pass them by value.</summary>
internal static class AliasedArguments
{
    /// <summary>The first argument passed by <c>in</c> that may change during the call; null where there is none.</summary>
    public static IArgumentOperation? Find(IEnumerable<IArgumentOperation> arguments, IMethodSymbol method, ModuleLowering module)
    {
        List<IArgumentOperation> all = [.. arguments];
        foreach (IArgumentOperation argument in all.Where(argument => argument.Parameter?.RefKind is RefKind.In or RefKind.RefReadOnlyParameter))
        {
            if (Variable(argument.Value) is { } variable && (all.Any(other => MayWrite(other, argument, variable)) || WritesThis(argument, method, variable, module) || Captures(method, variable, module)))
            {
                return argument;
            }
        }

        return null;
    }

    // By reference, or as memory that the argument is an element of.
    private static bool MayWrite(IArgumentOperation other, IArgumentOperation argument, ISymbol variable)
    {
        bool isElement = argument.Value is not (ILocalReferenceOperation or IParameterReferenceOperation);
        return other.Parameter is { } parameter
            && (parameter.RefKind is RefKind.Ref or RefKind.Out || (isElement && IsWritableMemory(parameter.Type)))
            && SymbolEqualityComparer.Default.Equals(Root(other.Value), variable);
    }

    private static bool IsWritableMemory(ITypeSymbol type) => type is IArrayTypeSymbol or INamedTypeSymbol { Name: "Span", Arity: 1 };

    private static bool WritesThis(IArgumentOperation argument, IMethodSymbol method, ISymbol variable, ModuleLowering module) =>
        argument.Parent is IInvocationOperation { Instance: { } instance } && !method.IsStatic
        && SymbolEqualityComparer.Default.Equals(Root(instance), variable) && module.ThisUse.IsByReference(method);

    // A local function or lambda that assigns the variable, or an element of it.
    private static bool Captures(IMethodSymbol method, ISymbol variable, ModuleLowering module) =>
        method.MethodKind is MethodKind.LocalFunction or MethodKind.AnonymousFunction
        && MethodBodies.Of(method, module) is { } body
        && body.DescendantsAndSelf().Any(operation => operation switch
        {
            IAssignmentOperation assignment => Targets(assignment.Target).Any(target => SymbolEqualityComparer.Default.Equals(Root(target), variable)),
            IIncrementOrDecrementOperation step => SymbolEqualityComparer.Default.Equals(Root(step.Target), variable),
            IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } passed => SymbolEqualityComparer.Default.Equals(Root(passed.Value), variable),
            _ => false,
        });

    private static IEnumerable<IOperation> Targets(IOperation target) =>
        target is ITupleOperation tuple ? tuple.Elements.SelectMany(Targets) : [target];

    // What an 'in' argument refers to; null for a value of its own.
    private static ISymbol? Variable(IOperation argument) => argument is IPropertyReferenceOperation { Property.RefKind: RefKind.None } ? null : Root(argument);

    // The variable that a place belongs to.
    private static ISymbol? Root(IOperation place) => place switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IInstanceReferenceOperation self => self.Type,
        IFieldReferenceOperation { Instance: null } field => field.Field,
        IFieldReferenceOperation { Instance: { } owner } => Root(owner),
        IArrayElementReferenceOperation element => Root(element.ArrayReference),
        IPropertyReferenceOperation { Instance: { } owner } => Root(owner),
        IImplicitIndexerReferenceOperation indexer => Root(indexer.Instance),
        IInvocationOperation { Instance: { } owner } call when IsView(call.TargetMethod) => Root(owner),
        IInvocationOperation { Instance: null, Arguments: [{ Value: { } first }, ..] } call when IsView(call.TargetMethod) => Root(first),
        IConversionOperation { OperatorMethod: null or { ContainingType.Name: "Span" or "ReadOnlySpan" or "MemoryExtensions" }, Operand: { Type.IsReferenceType: true } operand } => Root(operand),
        _ => null,
    };

    private static bool IsView(IMethodSymbol method) => method.Name is "AsSpan" or "Slice";
}
