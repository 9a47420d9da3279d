using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Emission;

/// <summary>
/// Decides which operations are written inside the expression that uses them. An operation moves down to its single use if
/// nothing in between could change its value or what a reader of exceptions sees, and if it is evaluated as often as before
/// (a pure one also where an arm of an <c>if</c> may leave it out); constants, lengths and field chains stand at every use.
/// </summary>
internal sealed class Scheduling
{
    private readonly FunctionFacts _facts;
    private readonly MoveConflicts _conflicts;

    private readonly bool _checkOverflow;

    private readonly Func<string, bool> _isVectorLoop;

    private Scheduling(FunctionFacts facts, bool checkOverflow, Func<string, bool> isVectorLoop)
    {
        _isVectorLoop = isVectorLoop;
        _facts = facts;
        _checkOverflow = checkOverflow;
        _conflicts = new(new MemoryRoots(facts));
    }

    /// <param name="facts">The function.</param>
    /// <param name="checkOverflow">Whether the project checks integer arithmetic.</param>
    /// <param name="isVectorLoop">Whether a function that is called stands for a loop, which stays a statement.</param>
    public static void Run(FunctionFacts facts, bool checkOverflow, Func<string, bool> isVectorLoop)
    {
        Scheduling scheduling = new(facts, checkOverflow, isVectorLoop);
        scheduling.MarkFree(facts.Body);
        scheduling.Fold(facts.Body);
        new ExpressionSize(facts).Limit();
    }

    private void MarkFree(IrRegion region)
    {
        foreach (IrNode node in region.Nodes.Where(node => node.IsLive))
        {
            node.Placement = IsFree(node) && !IsOnlyTouch(node) ? Placement.AtEveryUse : Placement.Statement;

            // A length or field that nothing uses was live for a failure that does not happen here.
            node.IsLive = node.Placement == Placement.Statement || _facts.IsNeeded(node.Operation.Result);
            node.Regions.ForEach(MarkFree);
        }
    }

    // An array that is only passed on as a span would pass for an empty one where it is null.
    private bool IsOnlyTouch(IrNode node) =>
        node is { Code: OpCode.Length, Operation.Operands: [{ Type: MemoryType { Kind: MemoryKind.Array } } array] }
        && !_facts.IsNeeded(node.Operation.Result)
        && _facts.DefinitionOf(array) is null
        && _facts.UsesOf(array).All(use => use.Node is { Code: OpCode.View or OpCode.Length } other
            && (other.Code == OpCode.View || !_facts.IsNeeded(other.Operation.Result)));

    private bool IsFree(IrNode node)
    {
        Operation operation = node.Operation;
        switch (node.Code)
        {
            case OpCode.Const or OpCode.Default:
                return !MustBeVariable(operation);
            case OpCode.Follow or OpCode.Stop:
                return operation.Result.Name is null;
            case OpCode.View:
                return operation.Result.Name is null && operation.Operands[0].Type is not MemoryType { Kind: MemoryKind.Array };
            case OpCode.Length:
                return operation.Result.Name is null && IsNeverNull(operation.Operands[0]);
            case OpCode.Field:
                // A number may be a property, of which there is no reference.
                bool isNumber = operation.Result.Type is MemoryType { Kind: MemoryKind.Ref } && _facts.IsNeeded(operation.Result);
                return operation.Operands[0].Type is MemoryType || (IsNamedAfterField(operation) && (isNumber || IsNeverNull(operation.Operands[0])));
            default:
                return IsSimpleIndex(node);
        }
    }

    // A chain of fields reads best as the user wrote it; only a local of the user's is worth a variable.
    private static bool IsNamedAfterField(Operation field) =>
        field.Result.Name is not { } name || name == field.Symbol || name == "d" + field.Symbol;

    // The C# compiler folds constant integer arithmetic, and refuses what overflows or divides by zero. An operand in a
    // variable keeps it to run time. Comparisons are folded too, with warnings of unreachable code.
    private bool MustBeVariable(Operation constant) =>
        constant.Results.Any(value => _facts.UsesOf(value).Any(use =>
            use.Node is { } user
            && ((user.Code is OpCode.Div or OpCode.Rem && use.Index == 1 && value.Type.IsInteger && constant.Literal is not { Integer: not 0 })
                || (constant.Literal is { Kind: ScalarKind.I32, Integer: < 0 } && IsIndex(user, use.Index))
                || (IsFoldedByCompiler(user) && user.Operation.Operands.All(IsConstant)))));

    private static bool IsIndex(IrNode user, int operand) => user.Code switch
    {
        OpCode.Load or OpCode.Element or OpCode.Row => operand > 0,
        OpCode.Store or OpCode.Accumulate => operand > 1,
        _ => false,
    };

    // "i + 1" as an index, and "x.Length - 1" as a bound, read better at every use than through a variable.
    private bool IsSimpleIndex(IrNode node) =>
        node.Code is OpCode.Add or OpCode.Sub
        && node.Operation.Result is { Name: null, Type: ScalarType { Kind: ScalarKind.I32 } } result
        && !node.Has(Effects.Traps)
        && !_checkOverflow
        && IsConstant(node.Operation.Operands[1])
        && !IsConstant(node.Operation.Operands[0])
        && _facts.UsesOf(result).All(use => use.Node is { } user && (IsIndex(user, use.Index)
            || (user.Code == OpCode.VectorLoad && use.Index > 0) || (user.Code == OpCode.VectorStore && use.Index > 1)
            || (user.Code == OpCode.For && use.Index < 2)));

    private static bool IsFoldedByCompiler(IrNode user) =>
        user.Operation.Results.Count == 1 && user.Code switch
        {
            OpCode.Equal or OpCode.NotEqual or OpCode.Less or OpCode.LessEqual or OpCode.Greater or OpCode.GreaterEqual => true,
            OpCode.And or OpCode.Or or OpCode.Xor or OpCode.Not or OpCode.Convert or OpCode.Select or OpCode.Follow or OpCode.Stop => true,
            OpCode.Add or OpCode.Sub or OpCode.Mul or OpCode.Div or OpCode.Rem or OpCode.Neg or OpCode.ShiftLeft
                or OpCode.ShiftRight or OpCode.ShiftRightUnsigned => user.Operation.Result.Type.IsInteger,
            _ => false,
        };

    private bool IsConstant(Value value) => _facts.DefinitionOf(value) is { Code: OpCode.Const or OpCode.Default };

    // Spans are never null; neither are new arrays. A null container or array given as an argument fails in the same way
    // wherever it is first touched, so that a later touch of a parameter's own chain need not keep its place.
    private bool IsNeverNull(Value value)
    {
        while (_facts.DefinitionOf(value) is { } node)
        {
            if (value.Type is MemoryType { Kind: MemoryKind.Span or MemoryKind.ReadOnlySpan or MemoryKind.Rows or MemoryKind.Ref })
            {
                return true;
            }

            switch (node.Code)
            {
                case OpCode.Alloc:
                    return true;
                case OpCode.Field:
                    value = node.Operation.Operands[0];
                    break;
                default:
                    return false;
            }
        }

        return value.Type is MemoryType { Kind: MemoryKind.Span or MemoryKind.ReadOnlySpan or MemoryKind.Rows or MemoryKind.Ref }
            || _facts.ParameterOf(value).Region == _facts.Body;
    }

    private void Fold(IrRegion region)
    {
        for (int i = region.Nodes.Count - 1; i >= 0; i--)
        {
            IrNode node = region.Nodes[i];
            if (!node.IsLive)
            {
                continue;
            }

            node.Regions.ForEach(Fold);
            node.IsConditional = IsConditional(node);
            if (node.Placement == Placement.Statement && MayFold(node))
            {
                node.Placement = Placement.AtUse;
            }
        }
    }

    private bool IsConditional(IrNode node) =>
        node.Code == OpCode.If
        && node.Operation.Results.Count(_facts.IsNeeded) == 1
        && !node.Has(Effects.Writes | Effects.Once | Effects.Allocates)
        && node.Operation.Results.Where(_facts.IsNeeded).All(result => result.Type is not (MemoryType or VectorType))
        && node.Regions.All(arm => !arm.NeverEnds && arm.Nodes.All(inner => !inner.IsLive || inner.IsFolded));

    private bool MayFold(IrNode node)
    {
        if (node.Operation.Results.Count(_facts.IsNeeded) != 1 || (node.Regions.Count > 0 && !node.IsConditional))
        {
            return false;
        }

        Value result = node.Operation.Results.First(_facts.IsNeeded);
        List<ValueUse> uses = EffectiveUses(result).Take(2).ToList();
        return uses.Count == 1
            && !node.Has(Effects.Allocates | Effects.Once)
            && node.Code is not (OpCode.Pop or OpCode.Opaque or OpCode.Const or OpCode.Default)
            && (node.Code != OpCode.Call || (node.Operation.Results.Count == 1 && !_isVectorLoop(node.Operation.Symbol!)))
            && !ReadsBeforeWrites(node, uses[0].Node)
            && !IsWrittenTwice(uses[0].Node)
            && ReadsWell(node, result, uses[0])
            && IsLegal(node, uses[0]);
    }

    // a[i] += F(a) reads a[i] before the call, and a + F(ref a) reads a: a call that writes memory stands by itself.
    private static bool ReadsBeforeWrites(IrNode node, IrNode? user) =>
        node.Code == OpCode.Call && node.Has(Effects.Writes) && user is not (null or { Code: OpCode.Store });

    // Halving a vector and changing the size of its lanes name their operand twice.
    private static bool IsWrittenTwice(IrNode? user) =>
        user is { Code: OpCode.Reduce or OpCode.Convert } && user.Operation.Operands[0].Type is VectorType
        || user is { Code: OpCode.Overlaps };

    /// <summary>The uses of a value, those by operations that stand at every use replaced by the uses of their results.</summary>
    private IEnumerable<ValueUse> EffectiveUses(Value value) =>
        _facts.UsesOf(value).SelectMany(use =>
            use.Node is { Placement: Placement.AtEveryUse } user ? user.Operation.Results.SelectMany(EffectiveUses) : [use]);

    // A variable that the user named stays one, unless it is used by the very statement that computes it.
    private bool ReadsWell(IrNode node, Value result, ValueUse use)
    {
        if (use.Node is { } user)
        {
            // The next value of a variable, taken or not by a choice that is that variable again, is part of the choice.
            bool isNext = user.Code == OpCode.Select && user.Operation.Result.Name == result.Name;
            return result.Name is null || isNext || (node.Operation.Source is { } source && source == user.Operation.Source && user.Regions.Count == 0);
        }

        IrNode? owner = use.Region.Owner;
        if (owner is null)
        {
            return result.Name is null;
        }

        if (FunctionFacts.IsCondition(use.Region))
        {
            return true;
        }

        string? target = owner.Operation.Results[use.Index].Name;
        if (result.Name is not null && target is not null && result.Name != target)
        {
            return false;
        }

        // The next value of a carried variable is computed in place, unless the old one is still wanted further down.
        return owner.Code == OpCode.If || IsUsedAfter(owner, use.Index, node);
    }

    private bool IsUsedAfter(IrNode loop, int carried, IrNode node)
    {
        IrRegion body = loop.Regions[loop.Regions.Count - 1];
        Value parameter = body.Block.Parameters[carried + (loop.Code == OpCode.For ? 1 : 0)];
        return EffectiveUses(parameter).Any(use => PositionWithin(body, use) > node.Position);
    }

    private static int PositionWithin(IrRegion region, ValueUse use)
    {
        int position = use.Position;
        for (IrRegion inner = use.Region; inner != region && inner.Owner is { } owner; inner = owner.Region)
        {
            position = owner.Position;
        }

        return position;
    }

    private bool IsLegal(IrNode node, ValueUse use)
    {
        bool pure = !node.Has(Effects.Reads | Effects.Writes | Effects.Traps);
        while (true)
        {
            if (use.Node is { Code: OpCode.For } && use.Index == 1 && !IsCheapBound(node))
            {
                return false;
            }

            // What is used by an operation that itself moves is evaluated where that one is.
            IrNode? mover = use.Node ?? (use.Region.Owner is { IsConditional: true } arm ? arm : null);
            if (mover is null)
            {
                break;
            }

            if (use.Node is null && !pure)
            {
                return use.Region == node.Region && !_conflicts.Between(node, int.MaxValue);
            }

            if (mover.Placement != Placement.AtUse)
            {
                use = new(mover.Region, mover, use.Node is null ? -1 : use.Index);
                break;
            }

            use = EffectiveUses(mover.Operation.Results.First(_facts.IsNeeded)).First();
        }

        // The arms of a select are written as arms of ?:, where only one is evaluated.
        return pure
            ? OnlyArmsBetween(use.Region, node.Region) && !_conflicts.NoteBetween(node, PositionWithin(node.Region, use))
            : use.Region == node.Region && !PassesSelectArm(node) && !_conflicts.Between(node, use.Position);
    }

    private bool PassesSelectArm(IrNode node)
    {
        ValueUse use = EffectiveUses(node.Operation.Results.First(_facts.IsNeeded)).First();
        while (use.Node is { } user)
        {
            if (user.Code == OpCode.Select && use.Index > 0)
            {
                return true;
            }

            if (user.Placement != Placement.AtUse)
            {
                return false;
            }

            use = EffectiveUses(user.Operation.Results.First(_facts.IsNeeded)).First();
        }

        return false;
    }

    // The bound of a for is evaluated before each turn.
    private static bool IsCheapBound(IrNode node) => node.Code is OpCode.Add or OpCode.Sub && !node.Has(Effects.Traps);

    private static bool OnlyArmsBetween(IrRegion inner, IrRegion outer)
    {
        while (inner != outer)
        {
            if (inner.Owner is not { Code: OpCode.If } owner)
            {
                return false;
            }

            inner = owner.Region;
        }

        return true;
    }
}
