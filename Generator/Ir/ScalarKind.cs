namespace Adjoint.Generator.Ir;

/// <summary>The machine scalars of the IR; sizes and overflow are C#'s.</summary>
public enum ScalarKind
{
    Bool,
    I8,
    U8,
    I16,
    U16,
    Char,
    I32,
    U32,
    I64,
    U64,
    F32,
    F64,
}
