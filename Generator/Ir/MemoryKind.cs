namespace Adjoint.Generator.Ir;

/// <summary>The C# form behind a <see cref="MemoryType"/>. The form decides how code is printed and how many indices an access takes.</summary>
public enum MemoryKind
{
    /// <summary><c>Span&lt;T&gt;</c>, one index.</summary>
    Span,

    /// <summary><c>ReadOnlySpan&lt;T&gt;</c>, one index, never stored to.</summary>
    ReadOnlySpan,

    /// <summary><c>T[]</c>, one index.</summary>
    Array,

    /// <summary><c>T[,]</c> and higher, as many indices as its rank.</summary>
    Grid,

    /// <summary>A single location (<c>ref T</c>, or a local whose address is taken), no index.</summary>
    Ref,

    /// <summary><c>Rows&lt;T&gt;</c>: one index, by the operation <see cref="OpCode.Row"/>, gives a read-only span.</summary>
    Rows,
}
