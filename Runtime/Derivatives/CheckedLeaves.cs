namespace Adjoint.Generated;

/// <summary>The numbers of a parameter container and of another of the same shape, by their position in the order of its leaves.</summary>
/// <typeparam name="T">The container's type.</typeparam>
internal sealed class CheckedLeaves<T>
    where T : class, IParameters<T>
{
    private readonly string name;
    private readonly T point;
    private readonly T slope;
    private readonly double[] points;
    private readonly double[] slopes;
    private readonly List<(int First, string Name, int[] Shape, bool IsSingle)> leaves = [];

    public CheckedLeaves(string name, T point, T slope)
    {
        this.name = name;
        this.point = point;
        this.slope = slope;
        Outline outline = new(leaves);
        T.Visit(ref outline, point, point);
        points = new double[outline.Count];
        slopes = new double[outline.Count];
        point.CopyTo(points);
        slope.CopyTo(slopes);
    }

    public int Count => points.Length;

    public string NameOf(int position)
    {
        (int first, string leaf, int[] shape, _) = leaves[LeafOf(position)];
        return $"{name}.{leaf}{CheckComponents.Indices(shape, position - first)}";
    }

    public bool IsSingle(int position) => leaves[LeafOf(position)].IsSingle;

    public double Point(int position) => points[position];

    public void SetPoint(int position, double value)
    {
        points[position] = value;
        point.CopyFrom(points);
    }

    public double Slope(int position) => slopes[position];

    public void SetSlope(int position, double value)
    {
        slopes[position] = value;
        slope.CopyFrom(slopes);
    }

    private int LeafOf(int position)
    {
        int low = 0, high = leaves.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = leaves[middle].First <= position ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    // Empty leaves are left out, so that the last leaf that begins at a position holds it.
    private struct Outline(List<(int First, string Name, int[] Shape, bool IsSingle)> leaves) : IParameterVisitor
    {
        private ParameterPath path;

        public int Count { get; private set; }

        public void Enter(string name, int index) => path.Enter(name, index);

        public void Leave() => path.Leave();

        public void Leaf(
            string name, int index, scoped ReadOnlySpan<int> shape, scoped Span<float> first, scoped ReadOnlySpan<float> second)
            => Add(name, index, shape, first.Length, isSingle: true);

        public void Leaf(
            string name, int index, scoped ReadOnlySpan<int> shape, scoped Span<double> first, scoped ReadOnlySpan<double> second)
            => Add(name, index, shape, first.Length, isSingle: false);

        private void Add(string name, int index, scoped ReadOnlySpan<int> shape, int length, bool isSingle)
        {
            if (length > 0)
            {
                leaves.Add((Count, path.NameOf(name, index), shape.ToArray(), isSingle));
                Count += length;
            }
        }
    }
}
