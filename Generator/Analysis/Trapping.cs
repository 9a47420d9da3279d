using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Analysis;

/// <summary>What operations throw.</summary>
internal static class Trapping
{
    /// <summary>
    /// Whether an operation can throw something else than loops over memory do, <see cref="IndexOutOfRangeException"/> for a bad index and
    /// <see cref="NullReferenceException"/> for no memory at all: then who sees the exception sees the order of the two. (Sizes of new memory are not
    /// doubted.)
    /// </summary>
    public static bool ThrowsOtherwise(Operation operation) => operation.Regions.Count > 0
        ? operation.Regions.Any(region => region.Operations.Any(ThrowsOtherwise))
        : operation.Code is not (OpCode.Load or OpCode.Store or OpCode.Accumulate or OpCode.Length or OpCode.Element or OpCode.Field or OpCode.Alloc or OpCode.Row or OpCode.Slice)
            && (operation.Effects & Effects.Traps) != 0;
}
