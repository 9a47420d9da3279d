using System.Runtime.CompilerServices;

namespace Adjoint;

/// <summary>Finds an array that stands twice among the rows of jagged arrays, without allocating. Null and empty rows have no memory to share.</summary>
internal static class SharedRows
{
    // Up to this many pairs, comparing them all is faster than sorting.
    private const long FewPairs = 1024;

    /// <summary>Whether two jagged arrays have a row in common.</summary>
    public static bool Any(Array[] rows, Array[] others) =>
        (long)rows.Length * others.Length <= FewPairs ? AnyOfFew(rows, others) : AnyOfMany(rows, others);

    /// <summary>Whether one array is two rows of a jagged array.</summary>
    public static bool Twice(Array[] rows)
    {
        if ((long)rows.Length * rows.Length <= 2 * FewPairs)
        {
            for (int i = 1; i < rows.Length; i++)
            {
                if (AnyOfFew(new ReadOnlySpan<Array>(rows, i, 1), new ReadOnlySpan<Array>(rows, 0, i)))
                {
                    return true;
                }
            }

            return false;
        }

        using Workspace.Frame frame = Workspace.Enter();
        Span<int> hashes = frame.RentUninitialized<int>(rows.Length);
        Span<int> order = frame.RentUninitialized<int>(rows.Length);
        SortByHash(rows, hashes, order);
        for (int i = 1; i < rows.Length; i++)
        {
            for (int j = i - 1; j >= 0 && hashes[j] == hashes[i]; j--)
            {
                if (IsOne(rows[order[i]], rows[order[j]]))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsOne(Array? row, Array? other) => ReferenceEquals(row, other) && row is { Length: > 0 };

    private static bool AnyOfFew(ReadOnlySpan<Array> rows, ReadOnlySpan<Array> others)
    {
        foreach (Array? row in rows)
        {
            foreach (Array? other in others)
            {
                if (IsOne(row, other))
                {
                    return true;
                }
            }
        }

        return false;
    }

    // Objects move, their identity hash does not.
    private static void SortByHash(Array[] rows, Span<int> hashes, Span<int> order)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            // What cannot be shared gets numbers apart, so that many of them are not compared with each other.
            hashes[i] = rows[i] is { Length: > 0 } row ? RuntimeHelpers.GetHashCode(row) : -1 - i;
            order[i] = i;
        }

        hashes.Sort(order);
    }

    private static bool AnyOfMany(Array[] rows, Array[] others)
    {
        using Workspace.Frame frame = Workspace.Enter();
        Span<int> hashes = frame.RentUninitialized<int>(rows.Length);
        Span<int> order = frame.RentUninitialized<int>(rows.Length);
        SortByHash(rows, hashes, order);
        foreach (Array? other in others)
        {
            if (other is not { Length: > 0 })
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
