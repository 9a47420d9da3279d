namespace Adjoint;

/// <summary>What the workspace needs to know of a tape: how to take it back when its frame ends.</summary>
public abstract class PooledTape
{
    private protected PooledTape()
    {
    }

    /// <summary>Empties the tape and keeps the object for the next frame of this thread.</summary>
    internal abstract void ReturnToPool();
}
