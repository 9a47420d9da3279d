using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;
using Adjoint.Generator.Pipeline;

namespace Adjoint.Generator;

/// <summary>The checks of a companion's arguments as IR, for calls that differentiated code makes: what its C# declaration checks by <c>Guard</c>.</summary>
internal static class CompanionGuards
{
    /// <summary>Puts the checks before everything else.</summary>
    /// <param name="companion">The companion.</param>
    /// <param name="method">The function that it differentiates.</param>
    /// <param name="request">How.</param>
    public static Function Add(Function companion, Function method, CompanionRequest request)
    {
        BlockBuilder builder = new(companion.NextId());
        foreach ((Value derivative, Value leaf) in Derivatives(companion, method, request))
        {
            Shape(builder, derivative, leaf);
        }

        EquatableArray<Value> parameters = companion.Parameters;
        foreach (int i in companion.Unaliased)
        {
            for (int j = 0; j < parameters.Count; j++)
            {
                if (i != j && (j < i || !companion.Unaliased.Contains(j)))
                {
                    Overlap(builder, parameters[i], parameters[j]);
                }
            }
        }

        return companion with
        {
            Body = companion.Body with { Operations = builder.Operations.Concat(companion.Body.Operations).ToEquatableArray() },
        };
    }

    // Each tangent and destination, and the leaf whose shape it has.
    private static IEnumerable<(Value Derivative, Value Leaf)> Derivatives(Function companion, Function method, CompanionRequest request)
    {
        List<Value> active = method.Parameters.Where((_, i) => request.Active[i]).ToList();
        List<Value> held = active.Where(leaf => leaf.Type.IsReference).ToList();
        int next = method.Parameters.Count;
        if (request.Kind is CompanionKind.Jvp or CompanionKind.Hvp)
        {
            foreach (Value leaf in active)
            {
                Value tangent = companion.Parameters[next++];
                if (leaf.Type.IsReference)
                {
                    yield return (tangent, leaf);
                }
            }
        }

        if (request.Kind == CompanionKind.Vjp)
        {
            next += method.Results.Count(result => result.Type.IsFloating || result.Type.RefersToFloating);
        }

        foreach (Value leaf in request.Kind == CompanionKind.Jvp ? [] : held)
        {
            yield return (companion.Parameters[next++], leaf);
        }
    }

    private static void Shape(BlockBuilder builder, Value derivative, Value leaf)
    {
        switch (leaf.Type)
        {
            case MemoryType { Kind: MemoryKind.Ref } or MemoryType { Element: ObjectType }:
                break;
            case MemoryType { Element: ScalarType, Kind: MemoryKind.Rows }:
                Value count = builder.Emit(OpCode.Length, IrType.I32, [leaf]);
                Value length = builder.Emit(OpCode.Length, IrType.I32, [leaf], number: 1);
                Same(builder, builder.Emit(OpCode.Length, IrType.I32, [derivative]), builder.Binary(OpCode.Mul, count, length), derivative, leaf);
                break;
            case MemoryType { Element: ScalarType } memory:
                for (int k = 0; k < memory.Rank; k++)
                {
                    Same(builder, builder.Emit(OpCode.Length, IrType.I32, [derivative], number: k),
                        builder.Emit(OpCode.Length, IrType.I32, [leaf], number: k), derivative, leaf);
                }

                break;
            default:
                string check = leaf.Type is ObjectType ? "Container" : "Destination";
                builder.Do(OpCode.Opaque, [derivative, leaf],
                    symbol: $"{GuardedArgument.Guard}.{check}({{0}}, {{1}}, {GuardedArgument.Quote(derivative.Name!)}, {GuardedArgument.Quote(leaf.Name!)})");
                break;
        }
    }

    private static void Same(BlockBuilder builder, Value found, Value expected, Value derivative, Value leaf) => Refuse(
        builder, builder.Compare(OpCode.NotEqual, found, expected), derivative,
        $"'{derivative.Name}' has not the shape of '{leaf.Name}': a derivative has one element for each element of its parameter.");

    private static void Overlap(BlockBuilder builder, Value first, Value second)
    {
        if (first.Type is MemoryType { Rank: > 0, Element: ScalarType } one && second.Type is MemoryType { Rank: > 0, Element: ScalarType } other)
        {
            if (one.Element == other.Element && (one.Kind == MemoryKind.Grid) == (other.Kind == MemoryKind.Grid))
            {
                Refuse(builder, builder.Emit(OpCode.Overlaps, IrType.Bool, [first, second]), first,
                    $"'{first.Name}' shares memory with '{second.Name}': what a derivative is written to must not overlap another argument.");
            }
        }
        else if (first.Type is not MemoryType { Kind: MemoryKind.Ref } && second.Type is not MemoryType { Kind: MemoryKind.Ref }
            && Argument("{0}", first) is { } left && Argument("{1}", second) is { } right && GuardedArgument.NoOverlap(left, right) is { } statement)
        {
            builder.Do(OpCode.Opaque, [first, second], symbol: statement.TrimEnd(';'));
        }
    }

    private static GuardedArgument? Argument(string hole, Value value) =>
        GuardedArgument.Of(hole, value.Type, written: true) is { } argument ? argument with { Name = value.Name ?? hole } : null;

    private static void Refuse(BlockBuilder builder, Value fault, Value argument, string message)
    {
        BlockBuilder failure = builder.Nested();
        failure.Do(OpCode.Throw, [], symbol: $"new global::System.ArgumentException({GuardedArgument.Quote(message)}, {GuardedArgument.Quote(argument.Name ?? "argument")})");
        builder.If(fault, failure.Build(), Block.Empty);
    }
}
