using Adjoint.Generator.Tests.Ir;

namespace Adjoint.RandomPrograms.Tests.Ir;

/// <summary>
/// The floating components of some arguments, and memory of the same shape beside them for cotangents or tangents. What is
/// shared in an argument (a row that stands twice in a jagged array) is one set of components and is shared in the shadow too.
/// </summary>
internal sealed class Shadows
{
    private readonly Dictionary<Array, Array> _storages = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Slot> _seen = [];

    /// <param name="arguments">The arguments; changed where a slot is set.</param>
    /// <param name="active">Which of them to look at.</param>
    public Shadows(object?[] arguments, IReadOnlyList<bool> active)
    {
        for (int i = 0; i < arguments.Length; i++)
        {
            if (!active[i])
            {
                continue;
            }

            if (arguments[i] is double or float)
            {
                Slots.Add(new(arguments, i));
            }
            else
            {
                References.Add(Shadow(arguments[i]!));
            }
        }
    }

    /// <summary>Every component once, in the order of the arguments.</summary>
    public List<Slot> Slots { get; } = [];

    /// <summary>A shadow for each active argument by reference, of zeros.</summary>
    public List<object> References { get; } = [];

    /// <summary>The component of the shadow that belongs to a component in memory; null for a scalar argument.</summary>
    public Slot? Of(Slot slot) => _storages.TryGetValue(slot.Storage, out Array? storage) ? new(storage, slot.Index) : null;

    private object Shadow(object argument)
    {
        switch (argument)
        {
            case ObjectValue fields:
                return OfObject(fields);
            case Memory { Storage.Rank: 1, Shape.Count: 2 } rows:
                return new Memory(Storage(rows.Storage, rows.Offset, rows.Count), rows.Offset, rows.Count);
            case Memory memory:
                return new Memory(Storage(memory.Storage, memory.Offset, memory.Count), memory.Offset, [.. memory.Shape]);
            default:
                Array array = (Array)argument;
                return Storage(array, 0, array.Length);
        }
    }

    private ObjectValue OfObject(ObjectValue fields)
    {
        ObjectValue shadow = new(fields.Fields);
        foreach (string name in fields.Names)
        {
            if (fields[name] is double or float)
            {
                _storages[fields.Cell(name)] = shadow.Cell(name);
                Add(fields.Cell(name), 0);
            }
            else if (fields[name] is Array or ObjectValue)
            {
                shadow[name] = Shadow(fields[name]!);
            }
        }

        return shadow;
    }

    private Array Storage(Array array, int from, int count)
    {
        bool known = _storages.TryGetValue(array, out Array? shadow);
        if (!known)
        {
            shadow = Array.CreateInstance(array.GetType().GetElementType()!, [.. Enumerable.Range(0, array.Rank).Select(array.GetLength)]);
            _storages.Add(array, shadow);
        }

        for (int i = from; i < from + count; i++)
        {
            switch (array)
            {
                case double[] or float[] or double[,] or float[,]:
                    Add(array, i);
                    break;
                case object[] held when !known && held[i] is not null:
                    shadow!.SetValue(Shadow(held[i]), i);
                    break;
            }
        }

        return shadow!;
    }

    private void Add(Array storage, int index)
    {
        if (_seen.Add(new(storage, index)))
        {
            Slots.Add(new(storage, index));
        }
    }
}
