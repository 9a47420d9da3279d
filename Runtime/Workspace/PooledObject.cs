namespace Adjoint;

/// <summary>What the workspace needs to know of an object that it lends: how to take it back when its frame ends.</summary>
public abstract class PooledObject
{
    private protected PooledObject()
    {
    }

    /// <summary>Empties the object where need be and keeps it for the next frame of this thread.</summary>
    internal abstract void ReturnToPool();
}
