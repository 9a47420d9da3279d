using System.Globalization;
using Adjoint.Generator.Ir;
using Adjoint.Generator.Vectorization;

namespace Adjoint.Generator;

/// <summary>
/// Makes the functions by which loops are called choose the widest registers that the processor has:
/// <c>if Vector512.IsHardwareAccelerated { f#512 } else if … { f#scalar }</c>. The JIT knows the conditions and drops the rest.
/// </summary>
internal static class VectorDispatch
{
    public static Module Add(VectorizationResult vectorized) => vectorized.Helpers.Aggregate(
        vectorized.Module, (module, helper) => module.With(Choose(module.Find(helper.Name)!, helper)));

    /// <summary>All functions that belong to a helper.</summary>
    public static IEnumerable<string> Names(VectorHelper helper) =>
        helper.Widths.Select(width => VectorHelper.NameAt(helper.Name, width)).Prepend(helper.Name).Append(helper.Name + VectorHelper.ScalarSuffix);

    private static Function Choose(Function function, VectorHelper helper)
    {
        BlockBuilder builder = new(function.NextId());
        foreach (Value parameter in function.Parameters)
        {
            builder.AddParameter(parameter);
        }

        return function with { Body = builder.Build(Choose(builder, function, helper, 0)) };
    }

    private static Value[] Choose(BlockBuilder builder, Function function, VectorHelper helper, int index)
    {
        Value[] arguments = function.Parameters.ToArray();
        IrType[] types = function.Results.Select(result => result.Type).ToArray();
        if (index == helper.Widths.Count)
        {
            return builder.Call(helper.Name + VectorHelper.ScalarSuffix, arguments, types);
        }

        int width = helper.Widths[index];
        string condition = $"global::System.Runtime.Intrinsics.Vector{width.ToString(CultureInfo.InvariantCulture)}.IsHardwareAccelerated";
        Value accelerated = builder.Emit(OpCode.Opaque, IrType.Bool, [], symbol: condition);
        BlockBuilder then = builder.Nested();
        Block wide = then.Build(then.Call(VectorHelper.NameAt(helper.Name, width), arguments, types));
        BlockBuilder otherwise = builder.Nested();
        Block narrow = otherwise.Build(Choose(otherwise, function, helper, index + 1));
        return builder.If(accelerated, wide, narrow);
    }
}
