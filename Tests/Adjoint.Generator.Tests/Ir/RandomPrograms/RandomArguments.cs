using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Tests.Ir;

/// <summary>Makes arguments of moderate size for a root function.</summary>
internal sealed class RandomArguments(Module module, RandomOptions options, Random random)
{
    private readonly List<(Memory Memory, IrType Element)> _made = [];

    public object?[] Create() => module.Root.Parameters.Select((parameter, i) => Of(parameter.Type, i)).ToArray();

    private object? Of(IrType type, int parameter)
    {
        switch (type)
        {
            case ScalarType scalar:
                return Scalar(scalar.Kind);
            case ObjectType reference:
                return Container(reference.Name);
            case MemoryType { Kind: MemoryKind.Grid } grid:
                return Filled(grid.Element, Enumerable.Range(0, grid.Rank).Select(_ => random.Next(1, 4)).ToArray());
            case MemoryType { Kind: MemoryKind.Ref } location:
                return Memory.Location(Filled(location.Element, 1));
            case MemoryType { Kind: MemoryKind.Rows } rows:
                int length = random.Next(1, 4);
                return Memory.Rows(Filled(rows.Element, length * random.Next(1, 4)), length);
            case MemoryType { Element: MemoryType row }:
                return Jagged((MemoryType)type, row);
            case MemoryType memory:
                return Sequence(memory, module.Root.Unaliased.Contains(parameter));
            default:
                throw new InvalidOperationException($"no random argument of type {type}");
        }
    }

    // A quarter of the sequences overlap one that came before, where that is allowed.
    private object Sequence(MemoryType type, bool unaliased)
    {
        (Memory Memory, IrType Element)[] others = [.. _made.Where(made => made.Element == type.Element)];
        if (!unaliased && others.Length > 0 && type.Kind != MemoryKind.Array && random.Next(4) == 0)
        {
            Memory other = others[random.Next(others.Length)].Memory;
            int start = random.Next(other.Count + 1);
            return Memory.Slice(other.Storage, other.Offset + start, random.Next(other.Count - start + 1));
        }

        // Long enough, now and then, for whole vectors of every width and a tail.
        int length = random.Next(16) == 0 ? 0 : random.Next(4) == 0 ? random.Next(10, 70) : random.Next(1, 10);
        Array array = Filled(type.Element, length);
        if (!unaliased)
        {
            _made.Add((Memory.Of(array), type.Element));
        }

        return array;
    }

    private Array Jagged(MemoryType type, MemoryType row)
    {
        Array jagged = Memory.NewStorage(type.Element, random.Next(1, 4));
        for (int i = 0; i < jagged.Length; i++)
        {
            bool repeated = i > 0 && random.Next(4) == 0;
            jagged.SetValue(repeated ? jagged.GetValue(i - 1) : Filled(row.Element, random.Next(1, 5)), i);
        }

        return jagged;
    }

    private ObjectValue Container(string name)
    {
        ObjectValue made = ObjectValue.Create(module, name);
        foreach (FieldDeclaration field in made.Fields)
        {
            made[field.Name] = field.Type switch
            {
                ScalarType scalar => Scalar(scalar.Kind),
                MemoryType { Element: ScalarType } memory => Filled(memory.Element, random.Next(1, 6)),
                ObjectType inner => Container(inner.Name),
                _ => made[field.Name],
            };
        }

        return made;
    }

    private Array Filled(IrType element, params int[] lengths)
    {
        Array array = Memory.NewStorage(element, lengths);
        Memory all = Memory.Of(array);
        for (int i = 0; i < all.Count; i++)
        {
            all.Set(i, Scalar(((ScalarType)element).Kind));
        }

        return array;
    }

    // Values on a grid of eighths meet one another and zero often enough for ties and branches to matter.
    private object Scalar(ScalarKind kind) => kind switch
    {
        ScalarKind.Bool => random.Next(2) == 0,
        ScalarKind.F32 => (object)(float)Floating(),
        ScalarKind.F64 => Floating(),
        _ => Conversions.Convert(Integer(), kind, false),
    };

    private long Integer() => options.Traps && !options.Smooth && random.Next(8) == 0
        ? random.Next(2) == 0 ? int.MaxValue - random.Next(2) : int.MinValue + random.Next(2)
        : random.Next(0, 7);

    private double Floating() => random.Next(3) == 0
        ? random.Next(-16, 17) / 8.0
        : (random.NextDouble() * 4) - 2;
}
