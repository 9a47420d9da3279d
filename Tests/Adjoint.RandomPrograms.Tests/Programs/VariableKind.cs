namespace Adjoint.RandomPrograms.Tests.Programs;

/// <summary>The kinds of variables in random programs. Floating ones are of the type that the program computes in.</summary>
internal enum VariableKind
{
    Floating,
    Integer,
    Boolean,

    /// <summary>A span or array of floating values, indexed by one integer.</summary>
    Sequence,

    /// <summary>A span, of which slices can be taken.</summary>
    Span,

    /// <summary>A two-dimensional array.</summary>
    Grid,

    /// <summary>An array of arrays.</summary>
    Jagged,

    /// <summary><c>Rows</c> over a span.</summary>
    Rows,

    /// <summary>An array of containers, each with an array <c>W</c> and a number <c>B</c>.</summary>
    Layers,

    /// <summary>A struct with two numbers <c>U</c> and <c>V</c>.</summary>
    Item,

    /// <summary>A span or array of them.</summary>
    Items,

    /// <summary>A read-only span of integers.</summary>
    Integers,

    /// <summary>Read-only single-precision values in a program that computes in double precision.</summary>
    Singles,

    /// <summary>A nullable floating value.</summary>
    Optional,

    /// <summary>A function without parameters or result.</summary>
    Action,

    /// <summary>A function of one floating value.</summary>
    Function,
}
