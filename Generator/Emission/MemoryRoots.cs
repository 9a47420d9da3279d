using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Emission;

/// <summary>Where a memory value comes from, as far as views can be followed, and whether two may share memory.</summary>
internal sealed class MemoryRoots(FunctionFacts facts)
{
    public bool MayAlias(Value left, Value right)
    {
        if (ScalarsOf(left.Type) is { } leftScalars && ScalarsOf(right.Type) is { } rightScalars && !leftScalars.Overlaps(rightScalars))
        {
            return false;
        }

        Value leftRoot = RootOf(left, out bool leftThroughReference);
        Value rightRoot = RootOf(right, out bool rightThroughReference);
        if (leftRoot.Id == rightRoot.Id || leftThroughReference || rightThroughReference)
        {
            return true;
        }

        bool leftIsNew = IsAllocation(leftRoot);
        bool rightIsNew = IsAllocation(rightRoot);
        if (leftIsNew || rightIsNew)
        {
            // New memory differs from other new memory and from what a parameter refers to; not from what a join may give.
            return !((leftIsNew || IsParameter(leftRoot)) && (rightIsNew || IsParameter(rightRoot)));
        }

        return !(IsParameter(leftRoot) && IsParameter(rightRoot) && (IsUnaliased(leftRoot) || IsUnaliased(rightRoot)));
    }

    /// <summary>The allocation, parameter, join or loaded reference that a view is a part of.</summary>
    /// <param name="value">A memory value.</param>
    /// <param name="throughReference">Whether a reference held in memory was followed: what it refers to is unknown.</param>
    public Value RootOf(Value value, out bool throughReference)
    {
        throughReference = false;
        while (facts.DefinitionOf(value) is { } node)
        {
            switch (node.Code)
            {
                case OpCode.Field:
                    throughReference |= node.Operation.Operands[0].Type is ObjectType;
                    break;
                case OpCode.Load:
                    throughReference = true;
                    break;
                case OpCode.Slice or OpCode.Element or OpCode.Row or OpCode.View:
                    break;
                default:
                    return value;
            }

            value = node.Operation.Operands[0];
        }

        return value;
    }

    private bool IsAllocation(Value value) => facts.DefinitionOf(value) is { Code: OpCode.Alloc or OpCode.NewTape };

    private bool IsParameter(Value value) =>
        facts.DefinitionOf(value) is null && facts.ParameterOf(value).Region == facts.Body;

    private bool IsUnaliased(Value parameter) => facts.Function.Unaliased.Contains(facts.ParameterOf(parameter).Index);

    // The kinds of scalar that memory of this type holds, null where it may hold anything.
    private static HashSet<ScalarKind>? ScalarsOf(IrType type)
    {
        HashSet<ScalarKind> kinds = [];
        return type is MemoryType memory && Add(memory.Element) ? kinds : null;

        bool Add(IrType element)
        {
            switch (element)
            {
                case ScalarType scalar:
                    kinds.Add(scalar.Kind);
                    return true;
                case RecordType record:
                    return record.Fields.All(field => Add(field.Type));
                default:
                    return false;
            }
        }
    }
}
