namespace Adjoint.Generator.Analysis;

/// <summary>Where memory comes from.</summary>
internal enum MemoryRootKind
{
    /// <summary>An <c>alloc</c> or <c>tape</c>; the number is the id of its result.</summary>
    Allocation,

    /// <summary>A parameter, or what it reaches; the number is its index.</summary>
    Parameter,

    /// <summary>The result of a call or of C# that the IR does not see.</summary>
    Unknown,
}

/// <summary>One place that a memory value may come from.</summary>
internal readonly record struct MemoryRoot(MemoryRootKind Kind, int Number)
{
    public static readonly MemoryRoot Unknown = new(MemoryRootKind.Unknown, 0);

    public static MemoryRoot Allocation(int id) => new(MemoryRootKind.Allocation, id);

    public static MemoryRoot Parameter(int index) => new(MemoryRootKind.Parameter, index);
}
