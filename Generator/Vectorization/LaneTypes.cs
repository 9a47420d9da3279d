using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Vectorization;

/// <summary>Which scalars and elementary functions have a vector form.</summary>
internal static class LaneTypes
{
    /// <summary>Bytes of a lane, 0 for kinds without vector form.</summary>
    public static int Bytes(ScalarKind kind) => kind switch
    {
        ScalarKind.F32 or ScalarKind.I32 => 4,
        ScalarKind.F64 or ScalarKind.I64 => 8,
        _ => 0,
    };

    public static int Bytes(IrType type) => type switch
    {
        ScalarType scalar => Bytes(scalar.Kind),
        VectorType vector => Bytes(vector.Element),
        _ => 0,
    };

    public static bool IsMask(IrType type) => type is ScalarType { Kind: ScalarKind.Bool } or VectorType { Element: ScalarKind.Bool };

    public static bool CanConvert(ScalarKind from, ScalarKind to) => (from, to) switch
    {
        (ScalarKind.F32, ScalarKind.F64) or (ScalarKind.F64, ScalarKind.F32) => true,
        (ScalarKind.I32, ScalarKind.F32 or ScalarKind.F64) => true,
        (ScalarKind.I64, ScalarKind.F64) => true,
        (ScalarKind.F32, ScalarKind.I32) or (ScalarKind.F64, ScalarKind.I64) => true,
        _ => from == to && Bytes(from) > 0,
    };

    /// <summary>Whether an elementary function is written as vector code, by a runtime function or by simpler operations.</summary>
    public static bool HasVectorForm(Operation operation)
    {
        if (!operation.Operands[0].Type.IsFloating)
        {
            return operation.Symbol is "Max" or "Min" or "Abs" && Bytes(operation.Operands[0].Type) > 0;
        }

        return Elementary.Find(operation.Symbol!) is { IntegerOperands: 0, IntegerResult: false, Traps: false, Arity: <= 2 }
            || operation.Symbol is "FusedMultiplyAdd" or "MultiplyAddEstimate" or "Lerp";
    }

    /// <summary>Whether an elementary function has one right result, which its vector form gives too.</summary>
    public static bool IsExact(Operation operation) => operation.Symbol is "Abs" or "Sqrt" or "Max" or "Min" or "Floor" or "Ceiling"
        or "Truncate" or "Round" or "CopySign" or "FusedMultiplyAdd";
}
