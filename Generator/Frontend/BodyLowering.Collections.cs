using Adjoint.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Adjoint.Generator.Frontend;

/// <summary>Collection expressions, and <c>foreach</c> over the numbers of <c>Enumerable.Range</c>.</summary>
internal sealed partial class BodyLowering
{
    /// <summary><c>[a, .. b, c]</c> as an array or span.</summary>
    private Value[] Collection(ICollectionExpressionOperation collection)
    {
        if (collection.Type is not { } type || Types.Single(type) is not MemoryType { Kind: not (MemoryKind.Grid or MemoryKind.Rows) } memory)
        {
            throw RefuseExpression(collection, "only a collection expression that becomes an array or span of numbers is followed", "fill an array by a loop");
        }

        int group = Types.GroupOf(type);
        MemoryType made = memory.Kind == MemoryKind.Array ? memory : MemoryType.Span(memory.Element);
        Value array = collection.Elements.Any(element => element is ISpreadOperation)
            ? Spread(collection, made, group)
            : Listed(collection, made, group);
        return [memory.Kind == MemoryKind.ReadOnlySpan ? _builder.Emit(OpCode.View, memory, [array]) : array];
    }

    private Value Listed(ICollectionExpressionOperation collection, MemoryType made, int group)
    {
        Value array = _builder.Emit(OpCode.Alloc, made, [_builder.Const(collection.Elements.Length * group)], flags: OpFlags.Uninitialized);
        for (int i = 0; i < collection.Elements.Length; i++)
        {
            StoreElement(array, Expression(collection.Elements[i]), _builder.Const(i));
        }

        return array;
    }

    // All elements are computed before the memory is made, since its length is known only then.
    private Value Spread(ICollectionExpressionOperation collection, MemoryType made, int group)
    {
        List<(Value[] Values, bool IsSpread)> elements = [];
        foreach (IOperation element in collection.Elements)
        {
            elements.Add(element is ISpreadOperation spread ? ([SpreadMemory(spread, made, group)], true) : (Expression(element), false));
        }

        Value length = _builder.Const(elements.Count(element => !element.IsSpread) * group);
        foreach ((Value[] values, _) in elements.Where(element => element.IsSpread))
        {
            length = _builder.Binary(OpCode.Add, length, LengthOf(values[0]));
        }

        Value array = _builder.Emit(OpCode.Alloc, made, [length], flags: OpFlags.Uninitialized);
        Value place = _builder.Const(0);
        foreach ((Value[] values, bool isSpread) in elements)
        {
            Value size = isSpread ? LengthOf(values[0]) : _builder.Const(group);
            if (isSpread)
            {
                _builder.Do(OpCode.Copy, [values[0], elements.Count == 1 ? Spanned(array) : SliceOf(Spanned(array), place, size)]);
            }
            else
            {
                for (int member = 0; member < values.Length; member++)
                {
                    _builder.Store(array, values[member], member == 0 ? place : _builder.Binary(OpCode.Add, place, _builder.Const(member)));
                }
            }

            place = _builder.Binary(OpCode.Add, place, size);
        }

        return array;
    }

    private Value SpreadMemory(ISpreadOperation spread, MemoryType made, int group)
    {
        IOperation source = Unconverted(spread.Operand);
        Value[] values = Expression(source);
        return values.Length == 1 && values[0].Type is MemoryType { Kind: MemoryKind.Array or MemoryKind.Span or MemoryKind.ReadOnlySpan } memory
            && memory.Element == made.Element && Types.GroupOf(source.Type) == group
            ? values[0]
            : throw RefuseExpression(spread, "only arrays and spans of the same element type are followed behind '..'", "copy the elements by a loop");
    }

    private void StoreElement(Value array, Value[] values, Value index)
    {
        if (values.Length == 1)
        {
            _builder.Store(array, values[0], index);
        }
        else
        {
            StorePacked(array, values, index);
        }
    }

    /// <summary>The first number and the count of <c>Enumerable.Range(first, count)</c>, checked as it checks them; null for anything else.</summary>
    private (Value First, Value Count)? NumbersOf(IOperation collection)
    {
        if (collection is not IInvocationOperation { TargetMethod: { Name: "Range", ContainingType: { Name: "Enumerable" } owner }, Arguments.Length: 2 } range
            || owner.ContainingNamespace.ToDisplayString() != "System.Linq")
        {
            return null;
        }

        Value[] numbers = new Value[2];
        foreach (IArgumentOperation argument in range.Arguments)
        {
            numbers[argument.Parameter!.Ordinal] = Scalar(argument.Value);
        }

        List<Value> conditions = [];
        if (!_counts.Contains(numbers[1].Id))
        {
            conditions.Add(_builder.Compare(OpCode.LessEqual, _builder.Const(0), numbers[1]));
        }

        // From 1 on the last number may be above the largest.
        if (range.Arguments.Single(argument => argument.Parameter!.Ordinal == 0).Value.ConstantValue is not { HasValue: true, Value: int and <= 1 })
        {
            Value end = _builder.Binary(
                OpCode.Add, _builder.Emit(OpCode.Convert, IrType.I64, [numbers[0]]), _builder.Emit(OpCode.Convert, IrType.I64, [numbers[1]]));
            conditions.Add(_builder.Compare(OpCode.LessEqual, end, _builder.Const(Literal.Of(ScalarKind.I64, 2147483648L))));
        }

        foreach (Value condition in conditions)
        {
            Guard(condition, "new global::System.ArgumentOutOfRangeException(\"count\")");
        }

        return (numbers[0], numbers[1]);
    }
}
