namespace Adjoint.Generator.Emission;

/// <summary>Where new memory comes from.</summary>
internal enum AllocationKind
{
    /// <summary>The workspace: a span that is valid until its frame ends.</summary>
    Workspace,

    /// <summary>The workspace, as a managed array: of arrays, an element of one, or of several dimensions.</summary>
    Pooled,

    /// <summary>The heap.</summary>
    Heap,

    /// <summary>A local variable, for a single location that is only reached by name.</summary>
    Local,
}
