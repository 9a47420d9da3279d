using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Tests.Ir;

/// <summary>Between what tests and arrays hold (.NET arrays) and what a running function holds (<see cref="Memory"/>).</summary>
internal static class Boundary
{
    /// <summary>The value of type <paramref name="type"/> that <paramref name="given"/> stands for.</summary>
    /// <exception cref="ArgumentException">It stands for none.</exception>
    public static object? Enter(object? given, IrType type)
    {
        bool fits = type switch
        {
            ScalarType scalar => given?.GetType() == Scalars.ClassOf(scalar.Kind),
            MemoryType { Kind: MemoryKind.Ref or MemoryKind.Rows } memory => given is Memory view && Holds(view.Storage, memory),
            MemoryType memory => given switch
            {
                null => memory.Kind is not MemoryKind.Grid,
                Memory view => memory.Kind != MemoryKind.Grid && Holds(view.Storage, memory) && view.Shape.Count == 1,
                Array array => Holds(array, memory) && array.Rank == memory.Rank,
                _ => false,
            }
            || (memory.Kind == MemoryKind.Grid && given is null),
            TapeType => given is null or Tape,
            ObjectType => given is null or ObjectValue,
            VectorType vector => given is VectorValue value && value.Lanes.Count == vector.Lanes
                && value.Lanes.All(lane => lane.GetType() == Scalars.ClassOf(vector.Element)),
            TensorType tensor => given is TensorValue value && value.Shape.Count == tensor.Dimensions.Count
                && value.Elements.All(element => element.GetType() == Scalars.ClassOf(tensor.Element)),
            _ => true,
        };
        if (!fits)
        {
            throw new ArgumentException($"{ValueText.Of(given)} of {given?.GetType()} is no {type}");
        }

        return (given, type) switch
        {
            (null, MemoryType { Kind: MemoryKind.Span or MemoryKind.ReadOnlySpan }) => Default(type),
            (Array array, MemoryType) => Memory.Of(array),
            _ => given,
        };
    }

    /// <summary>The array where a reference is all of one, else the value itself.</summary>
    public static object? Leave(object? value) => value is Memory { Shape.Count: > 0 } memory && memory.Offset == 0
        && memory.Count == memory.Storage.Length && memory.Shape.Count == memory.Storage.Rank
            ? memory.Storage
            : value;

    /// <summary>The default value of a type, as C# has it: spans are empty, all else by reference is null.</summary>
    public static object? Default(IrType type) => type switch
    {
        ScalarType scalar => Scalars.Zero(scalar.Kind),
        VectorType vector => new VectorValue(Enumerable.Repeat(Scalars.Zero(vector.Element), vector.Lanes).ToArray()),
        MemoryType { Kind: MemoryKind.Span or MemoryKind.ReadOnlySpan } memory => Memory.Of(Memory.NewStorage(memory.Element, 0)),
        MemoryType { Kind: MemoryKind.Rows } memory => Memory.Rows(Memory.NewStorage(memory.Element, 0), 0),
        _ => null,
    };

    private static bool Holds(Array array, MemoryType type) =>
        array.GetType().GetElementType() is { } element && element == Memory.ElementClass(type.Element);
}
