using System.ComponentModel;
using System.Globalization;

namespace Adjoint.Generated;

/// <summary>The numbers in arrays and parameter containers, one by one, for a check to move. What is null has none.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CheckComponents
{
    /// <summary>The elements of an array of floats or doubles, of any rank, or of arrays of such arrays.</summary>
    /// <param name="name">What the array is called.</param>
    /// <param name="point">The array.</param>
    /// <param name="slope">An array of the same shape.</param>
    /// <returns>Its elements, row by row.</returns>
    public static IReadOnlyList<CheckComponent> OfArray(string name, Array? point, Array? slope)
    {
        List<CheckComponent> components = [];
        AddArray(components, name, point, slope);
        return components;
    }

    /// <summary>The leaves of a parameter container.</summary>
    /// <typeparam name="T">The container's type.</typeparam>
    /// <param name="name">What the container is called.</param>
    /// <param name="point">The container.</param>
    /// <param name="slope">A container of the same shape.</param>
    /// <returns>The elements of its leaves, in declaration order.</returns>
    public static IReadOnlyList<CheckComponent> OfContainer<T>(string name, T? point, T? slope)
        where T : class, IParameters<T>
    {
        List<CheckComponent> components = [];
        AddContainer(components, name, point, slope);
        return components;
    }

    /// <summary>The leaves of an array of parameter containers.</summary>
    /// <typeparam name="T">The containers' type.</typeparam>
    /// <param name="name">What the array is called.</param>
    /// <param name="points">The containers.</param>
    /// <param name="slopes">Containers of the same shapes.</param>
    /// <returns>The elements of their leaves, container after container.</returns>
    public static IReadOnlyList<CheckComponent> OfContainers<T>(string name, T?[]? points, T?[]? slopes)
        where T : class, IParameters<T>
    {
        List<CheckComponent> components = [];
        for (int i = 0; points is not null && slopes is not null && i < points.Length; i++)
        {
            AddContainer(components, name + Indices(points, i), points[i], slopes[i]);
        }

        return components;
    }

    /// <summary>The indices of an element of an array of the given shape: <c>[1, 0]</c>.</summary>
    internal static string Indices(ReadOnlySpan<int> shape, int position)
    {
        string text = "";
        int rest = position;
        for (int dimension = shape.Length - 1; dimension >= 0; dimension--)
        {
            string index = (rest % shape[dimension]).ToString(CultureInfo.InvariantCulture);
            text = text.Length == 0 ? index : index + ", " + text;
            rest /= shape[dimension];
        }

        return text.Length == 0 ? "" : $"[{text}]";
    }

    private static string Indices(Array array, int position)
    {
        Span<int> shape = stackalloc int[array.Rank];
        for (int dimension = 0; dimension < shape.Length; dimension++)
        {
            shape[dimension] = array.GetLength(dimension);
        }

        return Indices(shape, position);
    }

    private static void AddArray(List<CheckComponent> components, string name, Array? point, Array? slope)
    {
        for (int i = 0; point is not null && slope is not null && i < point.Length; i++)
        {
            if (point is Array[] rows)
            {
                AddArray(components, name + Indices(point, i), rows[i], ((Array[])slope)[i]);
            }
            else
            {
                components.Add(new Element(components.Count, name, point, slope, i));
            }
        }
    }

    private static void AddContainer<T>(List<CheckComponent> components, string name, T? point, T? slope)
        where T : class, IParameters<T>
    {
        if (point is null || slope is null)
        {
            return;
        }

        CheckedLeaves<T> leaves = new(name, point, slope);
        for (int i = 0; i < leaves.Count; i++)
        {
            components.Add(new Leaf<T>(components.Count, leaves, i));
        }
    }

    private sealed class Element(int index, string array, Array point, Array slope, int position) : CheckComponent(index)
    {
        public override string Name => array + Indices(point, position);

        public override double Slope
        {
            get => Read(slope);
            set => Write(slope, value);
        }

        internal override bool IsSingle => point.GetType().GetElementType() == typeof(float);

        internal override double Point
        {
            get => Read(point);
            set => Write(point, value);
        }

        private double Read(Array array) => IsSingle ? CheckMemory.Elements<float>(array)[position] : CheckMemory.Elements<double>(array)[position];

        private void Write(Array array, double value)
        {
            if (IsSingle)
            {
                CheckMemory.Elements<float>(array)[position] = (float)value;
            }
            else
            {
                CheckMemory.Elements<double>(array)[position] = value;
            }
        }
    }

    private sealed class Leaf<T>(int index, CheckedLeaves<T> leaves, int position) : CheckComponent(index)
        where T : class, IParameters<T>
    {
        public override string Name => leaves.NameOf(position);

        public override double Slope
        {
            get => leaves.Slope(position);
            set => leaves.SetSlope(position, value);
        }

        internal override bool IsSingle => leaves.IsSingle(position);

        internal override double Point
        {
            get => leaves.Point(position);
            set => leaves.SetPoint(position, value);
        }
    }
}
