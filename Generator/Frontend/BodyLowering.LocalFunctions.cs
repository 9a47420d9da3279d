using Adjoint.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Adjoint.Generator.Frontend;

/// <summary>
/// Local functions. Most are inlined; those that may call themselves become functions of the module, to which captured
/// variables are passed: numbers as references to their cells, memory as it is.
/// </summary>
internal sealed partial class BodyLowering
{
    private Value[] CallLocal(IInvocationOperation call, IMethodSymbol method)
    {
        ILocalFunctionOperation? function = LocalCaptures.Find(call, method);
        return function is not null && LocalCaptures.IsRecursive(function)
            ? CallLifted(call, method, function)
            : Inline(call, new Callable(method, function?.Body));
    }

    private Value[] CallLifted(IInvocationOperation call, IMethodSymbol method, ILocalFunctionOperation function)
    {
        if (!Types.Substitution.IsEmpty)
        {
            throw RefuseExpression(call, $"'{method.Name}' calls itself within a generic method", "make it a method of the type");
        }

        List<Value> operands = [];
        foreach (ISymbol captured in LocalCaptures.Of(function))
        {
            if (TypeOf(captured).TypeKind == TypeKind.Delegate)
            {
                throw Refuse(RejectionKind.UnknownDelegate, call, Rejections.Text(call.Syntax));
            }

            operands.AddRange(_state.Find(captured) ?? throw RefuseExpression(
                call, $"it uses '{captured.Name}', which is not assigned before the call", "assign it where it is declared"));
        }

        (Value[]?[] values, List<(int Ordinal, Place Place)> outs) = Arguments(call.Arguments, method);
        operands.AddRange(values.OfType<Value[]>().SelectMany(value => value));
        return Call(method.OriginalDefinition, operands, outs);
    }

    /// <summary>The parameters that stand for what a lifted local function captures; they come before its own.</summary>
    private void DeclareCaptures(IOperation body)
    {
        if (_method.MethodKind != MethodKind.LocalFunction || LocalCaptures.Find(body, _method) is not { } function)
        {
            return;
        }

        foreach (ISymbol captured in LocalCaptures.Of(function))
        {
            if (_isRoot)
            {
                throw Refuse(RejectionKind.MethodForm, function, _method.Name, $"it uses '{captured.Name}' of the program around it", "pass it as a parameter and make the function static");
            }

            bool shared = LocalCaptures.IsShared(captured, Types);
            if (shared)
            {
                _cells.Add(captured);
            }

            Bind(captured, Types.Leaves(TypeOf(captured))
                .Select(leaf => _builder.Parameter(shared ? MemoryType.Ref(leaf.Type) : leaf.Type, LeafName(captured.Name, leaf)))
                .ToArray());
        }
    }

    /// <summary>Variables that recursive local functions share live in cells.</summary>
    private void CollectShared(IOperation body)
    {
        foreach (ILocalFunctionOperation function in body.DescendantsAndSelf().OfType<ILocalFunctionOperation>().Where(LocalCaptures.IsRecursive))
        {
            HashSet<ISymbol> assigned = AssignedVariables.Of([body], []);
            foreach (ISymbol captured in LocalCaptures.Of(function))
            {
                if (LocalCaptures.IsShared(captured, Types))
                {
                    _cells.Add(captured);
                }
                else if (AssignedAgain(captured, assigned, body))
                {
                    throw Refuse(RejectionKind.Expression, function, function.Symbol.Name, $"it calls itself and uses '{captured.Name}', which is assigned more than once", "pass it as a parameter");
                }
            }
        }
    }

    private static bool AssignedAgain(ISymbol variable, HashSet<ISymbol> assigned, IOperation body) => assigned.Contains(variable)
        && (variable is IParameterSymbol || body.Descendants().OfType<IAssignmentOperation>().Any(assignment =>
            assignment.Target is ILocalReferenceOperation local && SymbolEqualityComparer.Default.Equals(local.Local, variable)));
}
