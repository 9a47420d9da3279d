namespace Adjoint;

/// <summary>Arrays that a workspace keeps for later frames.</summary>
internal interface ISpareArrays
{
    /// <summary>Leaves those that no frame holds to the garbage collector.</summary>
    void Clear();
}
