using System.ComponentModel;

namespace Adjoint;

/// <summary>What generated code does to arrays of arrays that hold derivatives.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Adjoints
{
    /// <summary>Sets every element of every row to zero: <c>rows[i][j] = 0</c>. Rows may share memory.</summary>
    /// <param name="rows">The rows, of any lengths; overwritten.</param>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <exception cref="NullReferenceException"><paramref name="rows"/> or one of its rows is null.</exception>
    public static void Clear<T>(T[][] rows)
        where T : unmanaged
    {
        foreach (T[] row in rows)
        {
            row.AsSpan().Clear();
        }
    }

    /// <summary>Sets every element to zero in three levels of arrays: <c>blocks[i][j][k] = 0</c>.</summary>
    /// <param name="blocks">The blocks, of any shape; overwritten.</param>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <exception cref="NullReferenceException"><paramref name="blocks"/>, a block or a row is null.</exception>
    public static void Clear<T>(T[][][] blocks)
        where T : unmanaged
    {
        foreach (T[][] rows in blocks)
        {
            Clear(rows);
        }
    }

    /// <summary>Sets every derivative in every container to zero.</summary>
    /// <param name="containers">The containers; overwritten.</param>
    /// <typeparam name="T">The class of the containers.</typeparam>
    /// <exception cref="NullReferenceException"><paramref name="containers"/> is null. Elements that are null are left out.</exception>
    public static void ClearAll<T>(T[] containers)
        where T : class, IParameters<T>
    {
        foreach (T? container in containers)
        {
            container?.Clear();
        }
    }
}
