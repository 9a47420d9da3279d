using System.Globalization;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Tests.Ir;

/// <summary>The values of one running function, and the sizes that its symbolic dimensions have taken.</summary>
internal sealed class Frame(int size)
{
    private readonly object?[] _values = new object?[size];
    private readonly Dictionary<string, (int Size, int Definer)> _dimensions = new(StringComparer.Ordinal);

    public object? this[Value place]
    {
        get => _values[place.Id];
        set
        {
            if (value is TensorValue tensor)
            {
                Bind(tensor.Shape, (TensorType)place.Type, place.Id);
            }

            _values[place.Id] = value;
        }
    }

    public object?[] Read(IEnumerable<Value> values) => values.Select(value => this[value]).ToArray();

    /// <summary>All at once: the given values were read before.</summary>
    public void Define(IReadOnlyList<Value> places, object?[] values)
    {
        for (int i = 0; i < places.Count; i++)
        {
            this[places[i]] = values[i];
        }
    }

    /// <summary>The sizes of a tensor type; those of symbols must be known by now.</summary>
    public int[] Shape(TensorType type) => type.Dimensions.Select(name => Number(name)
        ?? (_dimensions.TryGetValue(name, out (int Size, int Definer) known)
            ? known.Size
            : throw new InterpreterException($"no tensor has told the size of '{name}'"))).ToArray();

    // A symbol has one size, but the operation that told it may run again in a loop.
    private void Bind(IReadOnlyList<int> shape, TensorType type, int definer)
    {
        for (int i = 0; i < shape.Count; i++)
        {
            string name = type.Dimensions[i];
            bool known = _dimensions.TryGetValue(name, out (int Size, int Definer) old);
            int expected = Number(name) ?? (known && old.Definer != definer ? old.Size : shape[i]);
            if (expected != shape[i])
            {
                throw new InterpreterException($"the dimension '{name}' is {expected} and {shape[i]}");
            }

            if (!known)
            {
                _dimensions.Add(name, (shape[i], definer));
            }
            else if (old.Definer == definer)
            {
                _dimensions[name] = (shape[i], definer);
            }
        }
    }

    private static int? Number(string name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
