using System.Globalization;
using System.Runtime.InteropServices;

namespace Adjoint;

/// <summary>Copies between a container and a flat span, of doubles or of floats; the other one of the two is empty.</summary>
internal ref struct FlatVisitor : IParameterVisitor
{
    private readonly bool read;
    private Span<double> doubles;
    private Span<float> singles;

    /// <summary>Where <paramref name="read"/> is true the spans are only read, so that read-only ones may be passed.</summary>
    public FlatVisitor(ReadOnlySpan<double> doubles, ReadOnlySpan<float> singles, bool read)
    {
        this.read = read;
        this.doubles = MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(doubles), doubles.Length);
        this.singles = MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(singles), singles.Length);
    }

    public static void RequireLength(int found, int expected, string name)
    {
        if (found != expected)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"'{name}' has {found} elements, the container has {expected} values."), name);
        }
    }

    public readonly void Enter(string name, int index)
    {
    }

    public readonly void Leave()
    {
    }

    public void Leaf(
        string name, int index, scoped ReadOnlySpan<int> shape, scoped Span<float> first, scoped ReadOnlySpan<float> second)
    {
        // Exactly one of the two flat spans is not empty, or the container is.
        Span<double> wide = Next(ref doubles, first.Length);
        Span<float> same = Next(ref singles, first.Length);
        if (read)
        {
            Conversion.Convert(wide, first);
            same.CopyTo(first);
        }
        else
        {
            Conversion.Convert(first[..wide.Length], wide);
            first[..same.Length].CopyTo(same);
        }
    }

    public void Leaf(
        string name, int index, scoped ReadOnlySpan<int> shape, scoped Span<double> first, scoped ReadOnlySpan<double> second)
    {
        Span<double> same = Next(ref doubles, first.Length);
        Span<float> narrow = Next(ref singles, first.Length);
        if (read)
        {
            same.CopyTo(first);
            Conversion.Convert(narrow, first);
        }
        else
        {
            first[..same.Length].CopyTo(same);
            Conversion.Convert(first[..narrow.Length], narrow);
        }
    }

    private static Span<T> Next<T>(ref Span<T> rest, int length)
    {
        int taken = Math.Min(length, rest.Length);
        Span<T> next = rest[..taken];
        rest = rest[taken..];
        return next;
    }
}
