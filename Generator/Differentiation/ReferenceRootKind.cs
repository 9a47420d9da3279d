namespace Adjoint.Generator.Differentiation;

/// <summary>What of a root a reference refers to.</summary>
internal enum ReferenceRootKind
{
    /// <summary>The memory itself.</summary>
    Whole,

    /// <summary>One of its elements, as a location.</summary>
    Item,

    /// <summary>An array that it holds.</summary>
    Held,

    /// <summary>One of its rows.</summary>
    Row,

    /// <summary>Memory that each turn makes anew and hands to the next: its contents go to one buffer that is there before the loop.</summary>
    Made,
}
