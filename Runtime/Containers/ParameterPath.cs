using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Adjoint;

/// <summary>Where a visitor is in a nest of containers; the dotted name is made only when it is asked for.</summary>
internal struct ParameterPath
{
    private const int Capacity = 16;

    private Steps steps;
    private int depth;

    public void Enter(string name, int index)
    {
        if (depth < Capacity)
        {
            steps[depth] = (name, index);
        }

        depth++;
    }

    public void Leave() => depth--;

    /// <summary>The dotted name of a leaf: <c>First.W</c>, <c>Layers[2].W</c>, <c>Rows[0]</c>.</summary>
    public readonly string NameOf(string leaf, int index)
    {
        if (depth == 0 && index < 0)
        {
            return leaf;
        }

        StringBuilder text = new();
        for (int i = 0; i < Math.Min(depth, Capacity); i++)
        {
            Append(text, steps[i].Name, steps[i].Index).Append('.');
        }

        // Deeper than the fixed room: a mark says that a part of the name is missing.
        return Append(depth > Capacity ? text.Append("….") : text, leaf, index).ToString();
    }

    /// <summary>Throws where a leaf differs in length between two containers.</summary>
    public readonly void RequireSameLength(string leaf, int index, int first, int second)
    {
        if (first != second)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"'{NameOf(leaf, index)}' has {first} elements in one container, {second} in the other."));
        }
    }

    private static StringBuilder Append(StringBuilder text, string name, int index)
    {
        text.Append(name);
        return index < 0 ? text : text.Append('[').Append(index.ToString(CultureInfo.InvariantCulture)).Append(']');
    }

    [InlineArray(Capacity)]
    private struct Steps
    {
        private (string Name, int Index) first;
    }
}
