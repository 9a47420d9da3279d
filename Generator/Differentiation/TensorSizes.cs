using System.Globalization;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Differentiation;

/// <summary>The dimensions of a tensor type as values.</summary>
internal sealed class TensorSizes(TensorType type)
{
    /// <summary>The sizes, where at most one is not a number: that one is what is left of <paramref name="length"/>.</summary>
    public Value[] Sizes(BlockBuilder builder, Value length)
    {
        int known = 1;
        int symbolic = 0;
        foreach (string dimension in type.Dimensions)
        {
            if (Number(dimension) is { } size)
            {
                known *= size;
            }
            else
            {
                symbolic++;
            }
        }

        if (symbolic > 1)
        {
            throw new InvalidOperationException($"the sizes of {type} do not follow from its length");
        }

        return type.Dimensions.Select(dimension => Number(dimension) is { } size
            ? builder.Const(size)
            : builder.Emit(OpCode.Div, IrType.I32, [length, builder.Const(known)], flags: OpFlags.Safe)).ToArray();
    }

    private static int? Number(string dimension) =>
        int.TryParse(dimension, NumberStyles.None, CultureInfo.InvariantCulture, out int size) ? size : null;
}
