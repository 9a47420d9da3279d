namespace Adjoint.Generator.Tests.Ir;

/// <summary>What random programs are made of. The default is everything.</summary>
public sealed record RandomOptions
{
    /// <summary>About how many operations the root has outside of what its regions hold.</summary>
    public int Size { get; init; } = 14;

    /// <summary>How deep <c>if</c> and loops nest.</summary>
    public int Depth { get; init; } = 3;

    /// <summary>Spans, arrays, grids, jagged arrays, containers, slices, locations, local memory, tapes.</summary>
    public bool Memory { get; init; } = true;

    /// <summary><c>for</c> and <c>while</c>.</summary>
    public bool Loops { get; init; } = true;

    /// <summary>Calls of helpers, a recursive one among them.</summary>
    public bool Calls { get; init; } = true;

    /// <summary>Operations that throw now and then: checked arithmetic, division of integers, indices out of bounds, <c>throw</c>.</summary>
    public bool Traps { get; init; } = true;

    /// <summary>Operations that run exactly once, in order (see <see cref="Interpreter.Log"/>).</summary>
    public bool Opaque { get; init; } = true;

    /// <summary>
    /// Only smooth functions of moderate values, so that results are finite, and derivatives exist and can be compared with
    /// differences. Branches depend on integers and flags alone, never on what is differentiated.
    /// </summary>
    public bool Smooth { get; init; }
}
