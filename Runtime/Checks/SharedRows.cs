using System.Runtime.CompilerServices;

namespace Adjoint;

/// <summary>Finds an array that two jagged arrays have in common, without allocating.</summary>
internal static class SharedRows
{
    // Up to this many pairs, comparing them all is faster than sorting.
    private const long FewPairs = 1024;

    public static bool Any(Array[] rows, Array[] others) =>
        (long)rows.Length * others.Length <= FewPairs ? AnyOfFew(rows, others) : AnyOfMany(rows, others);

    private static bool AnyOfFew(Array[] rows, Array[] others)
    {
        foreach (Array? row in rows)
        {
            if (row is null)
            {
                continue;
            }

            foreach (Array? other in others)
            {
                if (ReferenceEquals(row, other))
                {
                    return true;
                }
            }
        }

        return false;
    }

    // Objects move, their identity hash does not: sort the rows of one by hash, search for those of the other.
    private static bool AnyOfMany(Array[] rows, Array[] others)
    {
        using Workspace.Frame frame = Workspace.Enter();
        Span<int> hashes = frame.RentUninitialized<int>(rows.Length);
        Span<int> order = frame.RentUninitialized<int>(rows.Length);
        for (int i = 0; i < rows.Length; i++)
        {
            hashes[i] = RuntimeHelpers.GetHashCode(rows[i]);
            order[i] = i;
        }

        hashes.Sort(order);
        foreach (Array? other in others)
        {
            if (other is null)
            {
                continue;
            }

            int hash = RuntimeHelpers.GetHashCode(other);
            int found = hashes.BinarySearch(hash);
            if (found < 0)
            {
                continue;
            }

            while (found > 0 && hashes[found - 1] == hash)
            {
                found--;
            }

            for (; found < hashes.Length && hashes[found] == hash; found++)
            {
                if (ReferenceEquals(rows[order[found]], other))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
