using Adjoint.Generator.Analysis;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Differentiation;

/// <summary>Primal values in the reverse sweep: there, computed again, or stored.</summary>
internal sealed partial class ReverseSweep
{
    /// <summary>Work, in simple operations, up to which a value is computed again rather than stored.</summary>
    private const int RecomputationBudget = 8;

    /// <summary>Likewise where storing means a tape, which keeps a loop and its reverse from becoming vector code.</summary>
    private const int TapeRecomputationBudget = 24;

    /// <summary>Likewise for values of a branch outside loops, which are kept in a local variable.</summary>
    private const int BranchRecomputationBudget = 2;

    private const int ElementaryCost = 25;

    private const int DivisionCost = 4;

    /// <summary>The value that <paramref name="primal"/> had, at this point of the reverse sweep.</summary>
    private Value Primal(ReverseScope at, Value primal)
    {
        ReverseScope scope = at.At(BlockOf(primal));
        if (scope.Primals.TryGetValue(primal.Id, out Value? known))
        {
            return known;
        }

        if (StorageOf(scope.Site) == StorageKind.Direct && scope.Outer is null)
        {
            return primal;
        }

        Value value = !_stored.Contains(primal.Id) && IsCheap(scope, primal) ? Recomputed(scope, primal) : Stored(scope, primal);
        scope.Primals[primal.Id] = value;
        return value;
    }

    /// <summary>The first value of what every turn of a <c>while</c> steps on by the same, and the step; null for all else.</summary>
    private (Value Initial, int Step)? CounterOf(BlockSite body, Value parameter)
    {
        if (body.Owner is not { Operation: { Code: OpCode.While } loop } owner || parameter.Type != IrType.I32 || !ReferenceEquals(owner.Regions[1], body))
        {
            return null;
        }

        int carried = body.Block.Parameters.ToList().FindIndex(candidate => candidate.Id == parameter.Id);
        return carried >= 0
            && _index.Definition(body.Block.Yields[carried]) is { Operation: { Code: OpCode.Add or OpCode.Sub } step } advance
            && ReferenceEquals(advance.Block, body)
            && step.Operands[0].Id == parameter.Id
            && _index.Definition(step.Operands[1])?.Operation is { Code: OpCode.Const, Literal: { } by }
            ? (loop.Operands[carried], (int)(step.Code == OpCode.Add ? by.Bits : -by.Bits))
            : null;
    }

    /// <summary>The value of a counter in the turn that is being reversed.</summary>
    private Value Counted(ReverseScope scope, Value initial, int step, string? name)
    {
        BlockBuilder builder = scope.Builder;
        Value moved = step is 1 or -1 ? scope.Turn! : builder.Binary(OpCode.Mul, scope.Turn!, builder.Const(Math.Abs(step)));
        return step > 0 && IsZero(initial) ? moved
            : builder.Named(builder.Binary(step > 0 ? OpCode.Add : OpCode.Sub, Primal(scope, initial), moved), name);
    }

    /// <summary>The name of what counts the turns of a <c>while</c> from 0, or else a word for it.</summary>
    private string TurnName(BlockSite body) =>
        body.Block.Parameters.FirstOrDefault(parameter => CounterOf(body, parameter) is { Step: 1 } counter && IsZero(counter.Initial))?.Name ?? "turn";

    private bool IsCheap(ReverseScope scope, Value primal)
    {
        int budget = StorageOf(scope.Site) switch
        {
            StorageKind.Export => BranchRecomputationBudget,
            StorageKind.Tape => TapeRecomputationBudget,
            _ => RecomputationBudget,
        };
        return CanRecompute(scope, primal, ref budget);
    }

    /// <summary>Whether the value can be computed again within the budget.</summary>
    private bool CanRecompute(ReverseScope at, Value primal, ref int budget)
    {
        ReverseScope scope = at.At(BlockOf(primal));
        if (scope.Primals.ContainsKey(primal.Id) || StorageOf(scope.Site) == StorageKind.Direct || _stored.Contains(primal.Id))
        {
            return true;
        }

        if (CounterOf(scope.Site, primal) is { } counter)
        {
            return CanRecompute(scope, counter.Initial, ref budget);
        }

        if (primal.Id < 0 || _index.Definition(primal) is not { } site)
        {
            return false;
        }

        Operation operation = site.Operation;
        budget -= operation.Code switch
        {
            OpCode.Const or OpCode.Default or OpCode.Length or OpCode.View or OpCode.Element or OpCode.Field => 0,
            OpCode.Elementary => ElementaryCost,
            OpCode.Div or OpCode.Rem => DivisionCost,
            _ => 1,
        };
        if (budget < 0 && !primal.Type.IsReference)
        {
            return false;
        }

        bool repeatable = operation.Code switch
        {
            OpCode.If when primal.Type.IsReference => true,
            OpCode.Load => IsUnchanged(site, operation.Operands[0]),
            OpCode.Alloc or OpCode.Slice or OpCode.Element or OpCode.Row or OpCode.View or OpCode.Field or OpCode.Length => true,
            _ => operation.Regions.Count == 0 && operation.IsPure,
        };
        if (!repeatable)
        {
            return false;
        }

        // What a view is computed from is stored where it is dear; the view itself cannot be.
        foreach (Value operand in operation.Operands.Where(operand => operand.Type.IsReference || !primal.Type.IsReference))
        {
            if (!CanRecompute(scope, operand, ref budget))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the reverse sweep still finds the contents that <paramref name="site"/> read: nothing wrote them since, and the memory is at hand.</summary>
    private bool IsUnchanged(OperationSite site, Value memory) => _stability.IsStable(site, memory) && IsAtHand(memory);

    private bool IsAtHand(Value memory) => _stability.IsGiven(memory) || StorageOf(_stability.Home(memory)) == StorageKind.Direct || IsKept(memory);

    /// <summary>The value, computed again. An allocation repeated, but for kept memory, stands in for the memory's shape only: its contents are never asked for.</summary>
    private Value Recomputed(ReverseScope scope, Value primal)
    {
        if (CounterOf(scope.Site, primal) is { } counter)
        {
            return Counted(scope, counter.Initial, counter.Step, primal.Name);
        }

        OperationSite site = _index.Definition(primal)!;
        Operation operation = site.Operation;
        if (operation.Code == OpCode.If)
        {
            return Chosen(site, scope, primal, primal.Type, primal.Name, Primal);
        }

        Value[] operands = operation.Operands.Select(operand => Primal(scope, operand)).ToArray();
        if (operation.Code == OpCode.Alloc && IsKept(primal) && !_planning)
        {
            return Kept(scope, primal, operands[0]);
        }

        return scope.Builder.Repeat(operation, operands, AsRepeated(operation));
    }

    /// <summary>The flags of an operation that is run a second time: what did not throw then does not throw now.</summary>
    private static OpFlags AsRepeated(Operation operation) =>
        (operation.Effects & Effects.Traps) != 0 ? operation.Flags | OpFlags.Safe : operation.Flags;

    private Value Stored(ReverseScope scope, Value primal)
    {
        bool isHeld = primal.Type is MemoryType { Kind: MemoryKind.Array or MemoryKind.Grid } or ObjectType;
        if (primal.Type is not ScalarType && (!isHeld || (_isSplit && StorageOf(scope.Site) == StorageKind.Tape)))
        {
            throw Lost(primal, CarriedOn, UseOneArray);
        }

        if (_planning)
        {
            _stored.Add(primal.Id);
            return scope.Builder.Emit(OpCode.Default, primal.Type, [], primal.Name);
        }

        if (!_stored.Contains(primal.Id))
        {
            throw new InvalidOperationException($"'{primal}' was not planned to be stored");
        }

        return StorageOf(scope.Site) switch
        {
            StorageKind.Export => scope.At(SweepRootOf(scope.Site)).Primals[primal.Id],
            StorageKind.Indexed => LoadIndexed(scope, primal),
            _ => throw new InvalidOperationException($"'{primal}' should have been popped"),
        };
    }
}
