using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Adjoint;

/// <summary>What the generated implementations of <see cref="IParameters{TSelf}"/> are made of, one call for each member.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class ParameterTraversal
{
    /// <summary>Shows a scalar leaf.</summary>
    /// <typeparam name="TVisitor">The visitor's type.</typeparam>
    /// <param name="visitor">The visitor.</param>
    /// <param name="name">The member's name.</param>
    /// <param name="first">The variable in the first container.</param>
    /// <param name="second">The value in the second.</param>
    public static void Leaf<TVisitor>(ref TVisitor visitor, string name, ref float first, float second)
        where TVisitor : struct, IParameterVisitor, allows ref struct
        => visitor.Leaf(name, -1, [], new Span<float>(ref first), new ReadOnlySpan<float>(in second));

    /// <inheritdoc cref="Leaf{TVisitor}(ref TVisitor, string, ref float, float)"/>
    public static void Leaf<TVisitor>(ref TVisitor visitor, string name, ref double first, double second)
        where TVisitor : struct, IParameterVisitor, allows ref struct
        => visitor.Leaf(name, -1, [], new Span<double>(ref first), new ReadOnlySpan<double>(in second));

    /// <summary>Shows an array; null counts as empty.</summary>
    /// <typeparam name="TVisitor">The visitor's type.</typeparam>
    /// <param name="visitor">The visitor.</param>
    /// <param name="name">The member's name.</param>
    /// <param name="first">The array in the first container.</param>
    /// <param name="second">The array in the second.</param>
    public static void Leaf<TVisitor>(ref TVisitor visitor, string name, float[]? first, float[]? second)
        where TVisitor : struct, IParameterVisitor, allows ref struct
        => visitor.Leaf(name, -1, [first?.Length ?? 0], first, second);

    /// <inheritdoc cref="Leaf{TVisitor}(ref TVisitor, string, float[], float[])"/>
    public static void Leaf<TVisitor>(ref TVisitor visitor, string name, double[]? first, double[]? second)
        where TVisitor : struct, IParameterVisitor, allows ref struct
        => visitor.Leaf(name, -1, [first?.Length ?? 0], first, second);

    /// <summary>Shows a matrix in row-major order; null counts as empty.</summary>
    /// <typeparam name="TVisitor">The visitor's type.</typeparam>
    /// <param name="visitor">The visitor.</param>
    /// <param name="name">The member's name.</param>
    /// <param name="first">The matrix in the first container.</param>
    /// <param name="second">The matrix in the second.</param>
    /// <exception cref="ArgumentException">Their shapes differ.</exception>
    public static void Leaf<TVisitor>(ref TVisitor visitor, string name, float[,]? first, float[,]? second)
        where TVisitor : struct, IParameterVisitor, allows ref struct
    {
        RequireSameShape(name, first, second);
        visitor.Leaf(name, -1, [first?.GetLength(0) ?? 0, first?.GetLength(1) ?? 0], Elements(first), Elements(second));
    }

    /// <inheritdoc cref="Leaf{TVisitor}(ref TVisitor, string, float[,], float[,])"/>
    public static void Leaf<TVisitor>(ref TVisitor visitor, string name, double[,]? first, double[,]? second)
        where TVisitor : struct, IParameterVisitor, allows ref struct
    {
        RequireSameShape(name, first, second);
        visitor.Leaf(name, -1, [first?.GetLength(0) ?? 0, first?.GetLength(1) ?? 0], Elements(first), Elements(second));
    }

    /// <summary>Shows a jagged array, row by row; null counts as empty.</summary>
    /// <typeparam name="TVisitor">The visitor's type.</typeparam>
    /// <param name="visitor">The visitor.</param>
    /// <param name="name">The member's name.</param>
    /// <param name="first">The rows in the first container.</param>
    /// <param name="second">The rows in the second.</param>
    /// <exception cref="ArgumentException">They have different numbers of rows.</exception>
    public static void Leaf<TVisitor>(ref TVisitor visitor, string name, float[]?[]? first, float[]?[]? second)
        where TVisitor : struct, IParameterVisitor, allows ref struct
    {
        RequireSameCount(name, first, second);
        for (int row = 0; row < (first?.Length ?? 0); row++)
        {
            visitor.Leaf(name, row, [first![row]?.Length ?? 0], first[row], second![row]);
        }
    }

    /// <inheritdoc cref="Leaf{TVisitor}(ref TVisitor, string, float[][], float[][])"/>
    public static void Leaf<TVisitor>(ref TVisitor visitor, string name, double[]?[]? first, double[]?[]? second)
        where TVisitor : struct, IParameterVisitor, allows ref struct
    {
        RequireSameCount(name, first, second);
        for (int row = 0; row < (first?.Length ?? 0); row++)
        {
            visitor.Leaf(name, row, [first![row]?.Length ?? 0], first[row], second![row]);
        }
    }

    /// <summary>Shows the leaves of a nested container; nothing where both are null.</summary>
    /// <typeparam name="TVisitor">The visitor's type.</typeparam>
    /// <typeparam name="T">The nested container's type.</typeparam>
    /// <param name="visitor">The visitor.</param>
    /// <param name="name">The member's name.</param>
    /// <param name="first">The one in the first container.</param>
    /// <param name="second">The one in the second.</param>
    /// <exception cref="ArgumentException">One of the two is null.</exception>
    public static void Container<TVisitor, T>(ref TVisitor visitor, string name, T? first, T? second)
        where TVisitor : struct, IParameterVisitor, allows ref struct
        where T : class, IParameters<T>
        => Nested(ref visitor, name, -1, first, second);

    /// <summary>Shows the leaves of an array of containers; null counts as empty.</summary>
    /// <typeparam name="TVisitor">The visitor's type.</typeparam>
    /// <typeparam name="T">The nested containers' type.</typeparam>
    /// <param name="visitor">The visitor.</param>
    /// <param name="name">The member's name.</param>
    /// <param name="first">The array in the first container.</param>
    /// <param name="second">The array in the second.</param>
    /// <exception cref="ArgumentException">Their lengths differ, or an element is null in one only.</exception>
    public static void Container<TVisitor, T>(ref TVisitor visitor, string name, T?[]? first, T?[]? second)
        where TVisitor : struct, IParameterVisitor, allows ref struct
        where T : class, IParameters<T>
    {
        RequireSameCount(name, first, second);
        for (int i = 0; i < (first?.Length ?? 0); i++)
        {
            Nested(ref visitor, name, i, first![i], second![i]);
        }
    }

    private static void Nested<TVisitor, T>(ref TVisitor visitor, string name, int index, T? first, T? second)
        where TVisitor : struct, IParameterVisitor, allows ref struct
        where T : class, IParameters<T>
    {
        if (first is null || second is null)
        {
            if (!ReferenceEquals(first, second))
            {
                throw new ArgumentException($"The member '{name}' is null in one of two containers that should have the same shape.");
            }

            return;
        }

        visitor.Enter(name, index);
        T.Visit(ref visitor, first, second);
        visitor.Leave();
    }

    private static void RequireSameShape(string name, Array? first, Array? second)
    {
        if (first is not null && second is not null
            && (first.GetLength(0) != second.GetLength(0) || first.GetLength(1) != second.GetLength(1)))
        {
            throw new ArgumentException(string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"The member '{name}' is [{first.GetLength(0)}, {first.GetLength(1)}] in one container, [{second.GetLength(0)}, {second.GetLength(1)}] in the other."));
        }
    }

    private static void RequireSameCount(string name, Array? first, Array? second)
    {
        if ((first?.Length ?? 0) != (second?.Length ?? 0))
        {
            throw new ArgumentException(string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"The member '{name}' has {first?.Length ?? 0} elements in one container, {second?.Length ?? 0} in the other."));
        }
    }

    private static Span<T> Elements<T>(T[,]? matrix) =>
        matrix is null ? [] : MemoryMarshal.CreateSpan(
            ref System.Runtime.CompilerServices.Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference((Array)matrix)),
            matrix.Length);
}
