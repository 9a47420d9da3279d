using Adjoint.Generator.Analysis;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Differentiation;

/// <summary>The reverse of operations on memory and tapes.</summary>
internal sealed partial class ReverseSweep
{
    private void ReverseMemory(OperationSite site, ReverseScope scope, AdjointMap adjoints)
    {
        Operation operation = site.Operation;
        switch (operation.Code)
        {
            case OpCode.Push when operation.Operands[1].Type.IsReference:
                throw Lost(operation.Operands[1], "a reference is kept on a tape", UseOneArray);
            case OpCode.Load:
                ReverseLoad(operation, scope, adjoints);
                break;
            case OpCode.Store or OpCode.Accumulate:
                ReverseStore(site, scope, adjoints);
                break;
            case OpCode.Fill:
                ReverseFill(operation, scope, adjoints);
                break;
            case OpCode.Copy:
                ReverseCopy(operation, scope);
                break;
            case OpCode.Push when IsShadowed(operation.Operands[0]):
                Value pushed = operation.Operands[1];
                Value popped = scope.Builder.Emit(OpCode.Pop, pushed.Type, [Shadow(scope, operation.Operands[0])], AdjointMap.NameOf(pushed));
                AddIfActive(scope.Builder, adjoints, pushed, popped);
                break;
            case OpCode.Pop when IsShadowed(operation.Operands[0]):
                Value adjoint = adjoints[operation.Result] ?? Zero(scope.Builder, operation.Result);
                scope.Builder.Do(OpCode.Push, [Shadow(scope, operation.Operands[0]), adjoint]);
                break;
        }
    }

    private void ReverseLoad(Operation operation, ReverseScope scope, AdjointMap adjoints)
    {
        Value memory = operation.Operands[0];
        if (IsShadowed(memory) && !operation.Result.Type.IsReference && adjoints[operation.Result] is { } adjoint)
        {
            scope.Builder.Do(OpCode.Accumulate, [Shadow(scope, memory), adjoint, .. Indices(operation, 1, scope)], OpFlags.Safe);
        }
    }

    /// <summary>
    /// Store: the value gets the adjoint of the location, which the store cut off from what was there before.
    /// Accumulate: both the value and what was there get it.
    /// </summary>
    private void ReverseStore(OperationSite site, ReverseScope scope, AdjointMap adjoints)
    {
        Operation operation = site.Operation;
        Value memory = operation.Operands[0];
        Value value = operation.Operands[1];
        if (!IsShadowed(memory) || value.Type.IsReference)
        {
            return;
        }

        BlockBuilder builder = scope.Builder;
        Value shadow = Shadow(scope, memory);
        Value[] indices = Indices(operation, 2, scope);
        if (_activity.IsActive(value))
        {
            Value adjoint = builder.Emit(OpCode.Load, value.Type, [shadow, .. indices], flags: OpFlags.Safe);
            adjoints.Add(builder, value, adjoint);
        }

        if (operation.Code == OpCode.Store && NeedsClearing(site, memory))
        {
            builder.Do(OpCode.Store, [shadow, Zero(builder, value), .. indices], OpFlags.Safe);
        }
    }

    /// <summary>
    /// Whether the adjoint of a location must be cleared once a store to it is undone: unless no write that is undone later
    /// can reach the location, and the shadow is nobody's result.
    /// </summary>
    private bool NeedsClearing(OperationSite site, Value memory)
    {
        if (_stability.MayBeGiven(memory) || _index.Function.Results.Any(result => result.Type.IsReference))
        {
            return true;
        }

        BlockSite home = _stability.Home(memory);
        return !_stability.Writes(memory).All(write => write.Position >= site.Position
            && site.Block.Loops().Where(loop => loop.Block.IsWithin(home) && loop.Contains(write)).All(IsFreeOfOrder));
    }

    private void ReverseFill(Operation operation, ReverseScope scope, AdjointMap adjoints)
    {
        Value memory = operation.Operands[0];
        Value value = operation.Operands[1];
        if (!IsShadowed(memory))
        {
            return;
        }

        BlockBuilder builder = scope.Builder;
        Value shadow = Shadow(scope, memory);
        if (_activity.IsActive(value))
        {
            Value sum = MemoryLoops.Sum(builder, shadow, value.Type);
            adjoints.Add(builder, value, sum);
        }

        builder.Do(OpCode.Fill, [shadow, Zero(builder, value)]);
    }

    /// <summary>Copy, where source and destination may overlap: the adjoints of the destination move aside, then are added to the source.</summary>
    private void ReverseCopy(Operation operation, ReverseScope scope)
    {
        Value from = operation.Operands[0];
        Value to = operation.Operands[1];
        if (!IsShadowed(to))
        {
            return;
        }

        BlockBuilder builder = scope.Builder;
        IrType element = ((MemoryType)to.Type).Element;
        Value length = builder.Emit(OpCode.Length, IrType.I32, [Primal(scope, from)]);
        Value destination = builder.Emit(OpCode.Slice, MemoryType.Span(element), [Shadow(scope, to), builder.Const(0), length], flags: OpFlags.Safe);
        if (IsShadowed(from))
        {
            Value moved = builder.Emit(OpCode.Alloc, MemoryType.Span(element), [length], "moved", OpFlags.Uninitialized);
            builder.Do(OpCode.Copy, [destination, moved], OpFlags.Safe);
            builder.Do(OpCode.Fill, [destination, builder.Floating(element, 0)]);
            MemoryLoops.Add(builder, Shadow(scope, from), moved);
        }
        else
        {
            builder.Do(OpCode.Fill, [destination, builder.Floating(element, 0)]);
        }
    }

    /// <summary>Adds the contents of <paramref name="seed"/> to a shadow.</summary>
    private static void AddMemory(ReverseScope scope, Value shadow, Value seed) => MemoryLoops.Add(scope.Builder, shadow, seed);

    private Value[] Indices(Operation operation, int first, ReverseScope scope) =>
        operation.Operands.Skip(first).Select(operand => Primal(scope, operand)).ToArray();

    private void AddIfActive(BlockBuilder builder, AdjointMap adjoints, Value primal, Value contribution)
    {
        if (_activity.IsActive(primal))
        {
            adjoints.Add(builder, primal, contribution);
        }
    }
}
