using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Adjoint.Generator.Frontend;

/// <summary>The variables that code may assign: what a loop carries. Too many do no harm, later passes drop what stays the same.</summary>
internal static class AssignedVariables
{
    /// <param name="roots">The parts of a loop.</param>
    /// <param name="known">The delegates known there: any of them may be what a call in the loop runs.</param>
    public static HashSet<ISymbol> Of(IEnumerable<IOperation> roots, IEnumerable<Callable> known)
    {
        HashSet<ISymbol> assigned = new(SymbolEqualityComparer.Default);
        HashSet<IOperation> seen = [];
        Stack<IOperation> waiting = new(roots);
        bool delegatesRun = false;
        while (waiting.Count > 0)
        {
            IOperation root = waiting.Pop();
            if (!seen.Add(root))
            {
                continue;
            }

            // Lambdas inside are walked, too: they may be called here.
            foreach (IOperation operation in root.DescendantsAndSelf())
            {
                Collect(operation, assigned);
                delegatesRun |= operation is IInvocationOperation;
                if (operation is IInvocationOperation { TargetMethod.MethodKind: MethodKind.LocalFunction } call
                    && LocalCaptures.Find(call, call.TargetMethod)?.Body is { } body)
                {
                    waiting.Push(body);
                }
            }
        }

        if (delegatesRun)
        {
            List<IOperation> bodies = known.Select(callable => callable.Body).OfType<IOperation>().Where(body => !seen.Contains(body)).ToList();
            if (bodies.Count > 0)
            {
                assigned.UnionWith(Of(bodies, []));
            }
        }

        return assigned;
    }

    private static void Collect(IOperation operation, HashSet<ISymbol> assigned)
    {
        switch (operation)
        {
            case IAssignmentOperation assignment:
                Target(assignment.Target, assigned);
                break;
            case IIncrementOrDecrementOperation step:
                Target(step.Target, assigned);
                break;
            case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument:
                Target(argument.Value, assigned);
                break;
            case IVariableDeclaratorOperation { Symbol: { } symbol } declarator when declarator.GetVariableInitializer() is not null:
                assigned.Add(symbol);
                break;
            case IDeclarationPatternOperation { DeclaredSymbol: { } symbol }:
                assigned.Add(symbol);
                break;
            case IRecursivePatternOperation { DeclaredSymbol: { } symbol }:
                assigned.Add(symbol);
                break;
            case IListPatternOperation { DeclaredSymbol: { } symbol }:
                assigned.Add(symbol);
                break;
        }
    }

    private static void Target(IOperation target, HashSet<ISymbol> assigned)
    {
        switch (target)
        {
            case ILocalReferenceOperation local:
                assigned.Add(local.Local);
                break;
            case IParameterReferenceOperation parameter:
                assigned.Add(parameter.Parameter);
                break;
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance, Type: { TypeKind: TypeKind.Struct } type }:
                assigned.Add(type);
                break;
            case IFieldReferenceOperation { Instance: { } instance }:
                Target(instance, assigned);
                break;
            case IPropertyReferenceOperation { Instance: { Type.IsValueType: true } instance }:
                Target(instance, assigned);
                break;
            case ITupleOperation tuple:
                foreach (IOperation element in tuple.Elements)
                {
                    Target(element, assigned);
                }

                break;
            case IDeclarationExpressionOperation declaration:
                Target(declaration.Expression, assigned);
                break;
            case IConversionOperation conversion:
                Target(conversion.Operand, assigned);
                break;
            case IConditionalOperation { WhenFalse: { } otherwise } branch:
                Target(branch.WhenTrue, assigned);
                Target(otherwise, assigned);
                break;
        }
    }
}
