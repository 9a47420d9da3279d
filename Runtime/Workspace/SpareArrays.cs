using System.Runtime.InteropServices;

namespace Adjoint;

/// <summary>
/// The managed arrays of one type that a thread's frames rent and give back, by shape. Arrays of arrays and of several
/// dimensions cannot lie in native memory, so they are kept here: a call of the same shapes as an earlier one allocates nothing.
/// </summary>
/// <typeparam name="TArray"><c>T[]</c>, <c>T[,]</c> or <c>T[,,]</c>.</typeparam>
internal sealed class SpareArrays<TArray> : ISpareArrays
    where TArray : class
{
    // A program whose shapes keep changing must not keep them all.
    private const int ShapesKept = 64;

    [ThreadStatic]
    private static SpareArrays<TArray>? current;

    private readonly Dictionary<(int, int, int), Rented?> spare = [];

    /// <summary>An array of this shape filled with zeros, which goes back to the pool when the frame ends.</summary>
    public static TArray Rent(Workspace workspace, (int First, int Second, int Third) shape, Func<(int First, int Second, int Third), TArray> make)
    {
        SpareArrays<TArray> arrays = current ??= workspace.Keep(new SpareArrays<TArray>());
        if (arrays.spare.TryGetValue(shape, out Rented? rented) && rented is not null)
        {
            arrays.spare[shape] = rented.Next;
            rented.Next = null;
            rented.Clear(references: false);
        }
        else
        {
            rented = new Rented(arrays, shape, make(shape));
        }

        workspace.Track(rented);
        return rented.Array;
    }

    /// <inheritdoc/>
    public void Clear() => spare.Clear();

    private sealed class Rented(SpareArrays<TArray> owner, (int, int, int) shape, TArray array) : PooledObject
    {
        public TArray Array => array;

        public Rented? Next { get; set; }

        /// <summary>Sets every element to zero if the elements are references, or are none.</summary>
        public void Clear(bool references)
        {
            System.Array elements = (System.Array)(object)array;
            if ((elements is object[]) == references)
            {
                System.Array.Clear(elements);
            }
        }

        internal override void ReturnToPool()
        {
            // What the array refers to may belong to others, whom it must not keep alive.
            Clear(references: true);
            if (owner.spare.Count >= ShapesKept && !owner.spare.ContainsKey(shape))
            {
                owner.spare.Clear();
            }

            ref Rented? first = ref CollectionsMarshal.GetValueRefOrAddDefault(owner.spare, shape, out _);
            Next = first;
            first = this;
        }
    }
}
