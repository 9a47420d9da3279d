using Adjoint.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Adjoint.Generator.Frontend;

/// <summary>
/// Memory of structs whose members are all of one scalar type: in the IR it is memory of those scalars, in which each element
/// takes as many places as it has members.
/// </summary>
internal sealed partial class BodyLowering
{
    /// <summary>The number of elements, as C# counts them.</summary>
    private Value CountOf(Value memory, ITypeSymbol? type)
    {
        int group = Types.GroupOf(type);
        Value length = LengthOf(memory);
        return group == 1 ? length : _builder.Binary(OpCode.Div, length, _builder.Const(group), flags: OpFlags.Safe);
    }

    /// <summary>The place in memory of an index or count of elements.</summary>
    /// <remarks>An index that is so far out of range that its place wraps must not come back into range.</remarks>
    private Value PlaceIn(Value index, int group)
    {
        OpFlags flags = _counts.Contains(index.Id) ? OpFlags.None : OpFlags.Checked;
        return group == 1 ? index : _builder.Binary(OpCode.Mul, index, _builder.Const(group), flags: flags);
    }

    private Value[] PlacesIn(Value index, int group)
    {
        Value first = PlaceIn(index, group);
        return Enumerable.Range(0, group).Select(member => member == 0 ? first : _builder.Binary(OpCode.Add, first, _builder.Const(member))).ToArray();
    }

    private Place PackedElement(IOperation at, Value memory, MemoryType type, Value index, int group)
    {
        Value[] places = PlacesIn(index, group);
        return Together(places.Select(place => Element(at, memory, type, [place])).ToArray());
    }

    private static Place Together(Place[] members) =>
        new(
            () => members.SelectMany(member => member.Read()).ToArray(),
            values =>
            {
                for (int i = 0; i < members.Length; i++)
                {
                    members[i].Write([values[i]]);
                }

                return values;
            },
            () => members.SelectMany(member => member.Refer!()).ToArray())
        {
            Part = (first, count) => Together(members.Skip(first).Take(count).ToArray()),
        };

    private void StorePacked(Value memory, Value[] values, Value index)
    {
        Value[] places = PlacesIn(index, values.Length);
        for (int i = 0; i < values.Length; i++)
        {
            _builder.Store(memory, values[i], places[i]);
        }
    }

    private void FillPacked(Value memory, Value[] values, ITypeSymbol type)
    {
        Arm body = LowerArm(_state, () =>
        {
            StorePacked(memory, values, Index(_builder.Parameter(IrType.I32)));
            return [];
        });
        _builder.For(_builder.Const(0), CountOf(memory, type), 1, [], body.Builder.Build());

        Value Index(Value index)
        {
            _counts.Add(index.Id);
            return index;
        }
    }
}
