using Adjoint.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Adjoint.Generator.Frontend;

/// <summary><c>foreach</c> over memory: counted by an index.</summary>
internal sealed partial class BodyLowering
{
    private void ForEach(IForEachLoopOperation loop)
    {
        SetSource(loop);
        if (loop.LoopControlVariable is not IVariableDeclaratorOperation { Symbol: { } element })
        {
            throw RefuseStatement(loop, "it takes its elements apart", "take one variable and its parts inside the loop");
        }

        IOperation source = Unconverted(loop.Collection);
        if (NumbersOf(source) is { } numbers)
        {
            Turns(loop, element, numbers.Count, index => Declare(element, Converted(loop, element, source, [_builder.Binary(OpCode.Add, numbers.First, index)])));
            return;
        }

        if (source.Type is { SpecialType: SpecialType.System_String })
        {
            Characters(loop, element, source);
            return;
        }

        Value collection = Scalar(source);
        if (collection.Type is not MemoryType { Kind: not MemoryKind.Ref } memory)
        {
            throw RefuseStatement(loop, $"'{source.Type?.PlainText()}' is not a span, array or Rows", "copy the elements into an array outside, or count with an index");
        }

        int group = Types.GroupOf(source.Type);
        Value length = group > 1 ? CountOf(collection, source.Type) : ElementCount(collection);
        Turns(loop, element, length, BindElement);

        void BindElement(Value index)
        {
            if (group > 1)
            {
                _counts.Add(index.Id);
                Place packed = PackedElement(loop, collection, memory, index, group);
                if (element.RefKind != RefKind.None)
                {
                    Bind(element, packed.Refer!());
                }
                else
                {
                    Declare(element, packed.Read());
                }

                return;
            }

            if (element.RefKind != RefKind.None)
            {
                Bind(element, [_builder.Emit(OpCode.Element, MemoryType.Ref(memory.Element), [collection, .. IndicesOf(collection, index)], element.Name)]);
                return;
            }

            Value value = memory.Kind == MemoryKind.Rows
                ? _builder.Emit(OpCode.Row, MemoryType.ReadOnlySpan(memory.Element), [collection, index], element.Name)
                : _builder.Named(_builder.Load(collection, IndicesOf(collection, index)), element.Name);
            Declare(element, Converted(loop, element, source, [value]));
        }
    }

    // Strings do not change, so their characters may be asked for again.
    private void Characters(IForEachLoopOperation loop, ILocalSymbol element, IOperation source)
    {
        Value text = Scalar(source);
        ITypeSymbol character = _module.Compilation.GetSpecialType(SpecialType.System_Char), integer = _module.Compilation.GetSpecialType(SpecialType.System_Int32);
        Value length = OpaqueValues(integer, "{0}.Length", [text], OpFlags.Safe)[0];
        Turns(loop, element, length, index => Declare(element, Converted(loop, element, source, OpaqueValues(character, "{0}[{1}]", [text, index], OpFlags.Safe))));
    }

    private void Turns(IForEachLoopOperation loop, ILocalSymbol element, Value length, Action<Value> bindElement)
    {
        HashSet<ISymbol> assigned = Assigned([loop.Body]);
        assigned.Remove(element);
        if (!LeavesEarly(loop))
        {
            Counted(loop, _builder.Const(0), _ => length, 1, assigned, null, index =>
            {
                bindElement(index);
                Sequence([loop.Body], 0);
            });
        }
        else
        {
            LeftEarly(loop, length, assigned, bindElement);
        }

        _state.Remove(element);
    }

    private Value ElementCount(Value collection)
    {
        Value count = LengthOf(collection);
        for (int dimension = 1; collection.Type is MemoryType { Kind: MemoryKind.Grid } grid && dimension < grid.Rank; dimension++)
        {
            count = _builder.Binary(OpCode.Mul, count, LengthOf(collection, dimension));
        }

        return count;
    }

    // The indices of an element of a rectangular array from its place in row-major order.
    private Value[] IndicesOf(Value collection, Value place)
    {
        int rank = collection.Type is MemoryType { Kind: MemoryKind.Grid } grid ? grid.Rank : 1;
        Value[] indices = new Value[rank];
        for (int dimension = rank - 1; dimension > 0; dimension--)
        {
            Value length = LengthOf(collection, dimension);
            indices[dimension] = _builder.Binary(OpCode.Rem, place, length);
            place = _builder.Binary(OpCode.Div, place, length);
        }

        indices[0] = place;
        return indices;
    }

    private Value[] Converted(IForEachLoopOperation loop, ILocalSymbol element, IOperation source, Value[] values)
    {
        IrType[] types = Types.Leaves(element.Type).Select(leaf => leaf.Type).ToArray();
        return types.Length == 1 && types[0] != values[0].Type && types[0] is ScalarType && values[0].Type is ScalarType
            ? [_builder.Emit(OpCode.Convert, types[0], values, element.Name)]
            : types.Length == 1 && types[0] == values[0].Type
                ? values
                : throw RefuseStatement(loop, $"its elements become '{element.Type.PlainText()}'", $"declare the variable with the element type of '{source.Type?.PlainText()}'");
    }

    private void LeftEarly(IForEachLoopOperation loop, Value length, HashSet<ISymbol> assigned, Action<Value> bindElement)
    {
        ExitTarget counter = new("index");
        Bind(counter, [_builder.Const(0)]);
        LowerWhile(new LoopShape(loop, () => _builder.Compare(OpCode.Less, _state.Find(counter)![0], length), IsPure: true)
        {
            Assigned = assigned,
            Counter = counter,
            Body = () =>
            {
                bindElement(_state.Find(counter)![0]);
                Sequence([loop.Body], 0);
            },
            Steps = (counter, 1),
        });
        _state.Remove(counter);
    }
}
