namespace Adjoint.Generator.Differentiation;

/// <summary>How the values of a block reach the reverse of the block.</summary>
internal enum StorageKind
{
    /// <summary>Forward and reverse code stand in one block: the value is simply there.</summary>
    Direct,

    /// <summary>A branch outside loops: the value is one more result of the branch.</summary>
    Export,

    /// <summary>Loops whose trip counts are known on entry: an array, indexed by the loop nest.</summary>
    Indexed,

    /// <summary>A tape, pushed at the end of the block and popped at the start of its reverse.</summary>
    Tape,
}
