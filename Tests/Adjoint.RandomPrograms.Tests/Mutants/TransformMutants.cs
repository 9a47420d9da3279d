using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.RandomPrograms.Tests.Mutants;

/// <summary>Faults of the transforms, as rewrites of what they wrote: every place of one kind is wrong, or only those in loops, in branches, or outside.</summary>
internal static class TransformMutants
{
    private enum Where
    {
        Everywhere,
        InLoops,
        InBranches,
        Outside,
    }

    private static readonly (string Name, Where[] Places, Func<Operation, BlockBuilder, Operation[]?> Rewrite)[] Kinds =
    [
        ("an adjoint is subtracted", [Where.Everywhere, Where.InLoops, Where.InBranches], (operation, _) =>
            IsAdjoint(operation, OpCode.Add) ? [operation with { Code = OpCode.Sub }] : null),
        ("the first of two contributions is lost", [Where.Everywhere, Where.InLoops, Where.InBranches], (operation, builder) =>
            IsAdjoint(operation, OpCode.Add) ? [Copy(operation, operation.Operands[1], builder)] : null),
        ("the second of two contributions is lost", [Where.Everywhere, Where.InLoops, Where.InBranches], (operation, builder) =>
            IsAdjoint(operation, OpCode.Add) ? [Copy(operation, operation.Operands[0], builder)] : null),
        ("a factor is lost", [Where.Everywhere, Where.InLoops], (operation, builder) =>
            IsAdjoint(operation, OpCode.Mul) ? [Copy(operation, operation.Operands[0], builder)] : null),
        ("a difference is a sum", [Where.Everywhere, Where.InLoops], (operation, _) =>
            IsAdjoint(operation, OpCode.Sub) ? [operation with { Code = OpCode.Add }] : null),
        ("a minus sign is lost", [Where.Everywhere, Where.InLoops], (operation, builder) =>
            IsAdjoint(operation, OpCode.Neg) ? [Copy(operation, operation.Operands[0], builder)] : null),
        ("a quotient is a product", [Where.Everywhere, Where.InLoops], (operation, _) =>
            IsAdjoint(operation, OpCode.Div) ? [operation with { Code = OpCode.Mul }] : null),
        ("memory is overwritten, not added to", [Where.Everywhere, Where.InLoops, Where.Outside], (operation, _) =>
            operation.Code == OpCode.Accumulate ? [operation with { Code = OpCode.Store }] : null),
        ("an addition to memory is dropped", [Where.Everywhere, Where.InLoops, Where.InBranches], (operation, _) =>
            operation.Code == OpCode.Accumulate ? [] : null),
        ("an overwritten location is not zeroed", [Where.Everywhere, Where.InLoops], (operation, _) =>
            operation.Code == OpCode.Store && operation.Has(OpFlags.Safe) && operation.Operands[1].Type.IsFloating ? [] : null),
        ("memory is not cleared", [Where.Everywhere], (operation, _) => operation.Code == OpCode.Fill ? [] : null),
        ("a copy is not undone", [Where.Everywhere], (operation, _) => operation.Code == OpCode.Copy ? [] : null),
        ("a loop takes one turn less", [Where.Everywhere, Where.Outside], OneTurnLess),
        ("a loop runs the other way", [Where.Everywhere], OtherWay),
        ("the adjoint before a loop is forgotten", [Where.Everywhere, Where.InLoops], InitialZero),
        ("branches are swapped", [Where.Everywhere, Where.InLoops], (operation, _) =>
            operation.Code == OpCode.If ? [operation with { Regions = new([operation.Regions[1], operation.Regions[0]]) }] : null),
        ("a selection is swapped", [Where.Everywhere], (operation, _) =>
            operation.Code == OpCode.Select && operation.Result.Type.IsFloating
                ? [operation with { Operands = new([operation.Operands[0], operation.Operands[2], operation.Operands[1]]) }] : null),
        ("a stored value is of the first turn", [Where.InLoops], FirstTurn),
        ("a popped value is zero", [Where.Everywhere], (operation, builder) =>
            operation.Code == OpCode.Pop && operation.Result.Type.IsFloating ? PoppedZero(operation, builder) : null),
        ("a value is pushed twice as great", [Where.Everywhere], PushTwice),
        ("a reverse call gets no seed", [Where.Everywhere], NoSeed),
        ("a cosine is a sine", [Where.Everywhere], (operation, _) =>
            operation is { Code: OpCode.Elementary, Symbol: "Cos" } ? [operation with { Symbol = "Sin" }] : null),
        ("a view of a shadow begins at its start", [Where.Everywhere], (operation, builder) => operation.Code == OpCode.Slice
            ? [operation with { Operands = new([operation.Operands[0], builder.Const(0), operation.Operands[2]]) }] : null),
        ("an index is that of the element before", [Where.Everywhere], IndexBefore),
    ];

    public static IEnumerable<(string Name, Func<Module, Module> Change)> All() => Kinds.SelectMany(kind =>
        kind.Places.Select(place => ($"{kind.Name} ({place})", (Func<Module, Module>)(module => Rewrite(module, place, kind.Name.Contains("pushed", StringComparison.Ordinal), kind.Rewrite)))));

    private static bool IsAdjoint(Operation operation, OpCode code) => operation.Code == code && operation.Has(OpFlags.Adjoint);

    private static Operation Copy(Operation operation, Value value, BlockBuilder builder) => new(
        OpCode.Select, new([builder.Const(true), value, value]), operation.Results);

    // Changes what comes after the note that the backward sweep begins with, and all of a tangent form or reverse function; what is
    // pushed is written before.
    private static Module Rewrite(Module module, Where place, bool whole, Func<Operation, BlockBuilder, Operation[]?> rewrite)
    {
        return module with { Functions = module.Functions.Select(function => function.Name.Contains(':') ? Function(function) : function).ToEquatableArray() };

        Function Function(Function function)
        {
            BlockBuilder counter = new(function.NextId());
            bool backward = function.Name.Contains(":tangent", StringComparison.Ordinal) || function.Name.Contains(":reverse", StringComparison.Ordinal)
                || function.Name.EndsWith(":jvp", StringComparison.Ordinal);
            List<Operation> operations = [];
            foreach (Operation operation in function.Body.Operations)
            {
                backward |= operation is { Code: OpCode.Note, Symbol: { } words } && words.StartsWith("Backward", StringComparison.Ordinal);
                operations.AddRange(backward || whole ? Changed(operation, counter, Where.Outside) : [operation]);
            }

            return function with { Body = function.Body with { Operations = new(operations) } };
        }

        IEnumerable<Operation> Changed(Operation operation, BlockBuilder counter, Where at)
        {
            Where inside = operation.Code is OpCode.For or OpCode.While ? Where.InLoops : Where.InBranches;
            Operation inner = operation with
            {
                Regions = operation.Regions.Select(region => region with { Operations = region.Operations.SelectMany(held => Changed(held, counter, inside)).ToEquatableArray() }).ToEquatableArray(),
            };
            BlockBuilder builder = counter.Nested();
            Operation[]? changed = place == Where.Everywhere || place == at ? rewrite(inner, builder) : null;
            return changed is null ? [inner] : [.. builder.Operations, .. changed];
        }
    }

    private static Operation[]? OneTurnLess(Operation operation, BlockBuilder builder)
    {
        if (operation.Code != OpCode.For)
        {
            return null;
        }

        Value end = builder.Binary(operation.Number > 0 ? OpCode.Sub : OpCode.Add, operation.Operands[1], builder.Const(1));
        return [operation with { Operands = new([operation.Operands[0], end, .. operation.Operands.Skip(2)]) }];
    }

    private static Operation[]? OtherWay(Operation operation, BlockBuilder builder)
    {
        if (operation.Code != OpCode.For || operation.Number is not (1 or -1))
        {
            return null;
        }

        Value one = builder.Const(operation.Number);
        Value from = builder.Binary(OpCode.Sub, operation.Operands[1], one);
        Value to = builder.Binary(OpCode.Sub, operation.Operands[0], one);
        return [operation with { Operands = new([from, to, .. operation.Operands.Skip(2)]), Number = -operation.Number }];
    }

    private static Operation[]? InitialZero(Operation operation, BlockBuilder builder) => operation.Code != OpCode.For ? null :
    [
        operation with
        {
            Operands = new([.. operation.Operands.Take(2), .. operation.Operands.Skip(2).Select(value => value.Type.IsFloating ? builder.Floating(value.Type, 0) : value)]),
        },
    ];

    private static Operation[]? FirstTurn(Operation operation, BlockBuilder builder) =>
        operation.Code == OpCode.Load && operation.Has(OpFlags.Safe) && operation.Operands.Count == 2 && operation.Result.Type is ScalarType
            ? [operation with { Operands = new([operation.Operands[0], builder.Const(0)]) }]
            : null;

    // The tape stays in step: the value is popped and thrown away.
    private static Operation[] PoppedZero(Operation operation, BlockBuilder builder)
    {
        Value thrownAway = builder.NewValue(operation.Result.Type);
        return
        [
            operation with { Results = new([thrownAway]) },
            new Operation(OpCode.Const, default, operation.Results) { Literal = Literal.OfFloating(((ScalarType)operation.Result.Type).Kind, 0) },
        ];
    }

    private static Operation[]? PushTwice(Operation operation, BlockBuilder builder) => operation.Code == OpCode.Push && operation.Operands[1].Type.IsFloating
        ? [operation with { Operands = new([operation.Operands[0], builder.Binary(OpCode.Add, operation.Operands[1], operation.Operands[1])]) }]
        : null;

    private static Operation[]? NoSeed(Operation operation, BlockBuilder builder) =>
        operation.Code == OpCode.Call && operation.Symbol!.Contains(":reverse", StringComparison.Ordinal)
            ? [operation with { Operands = new(operation.Operands.Select(value => value.Type.IsFloating ? builder.Floating(value.Type, 0) : value)) }]
            : null;

    private static Operation[]? IndexBefore(Operation operation, BlockBuilder builder)
    {
        if (operation.Code != OpCode.Accumulate || operation.Operands.Count != 3)
        {
            return null;
        }

        Value one = builder.Const(1);
        Value before = builder.Binary(OpCode.Sub, operation.Operands[2], one);
        Value inside = builder.Select(builder.Compare(OpCode.Less, before, builder.Const(0)), builder.Const(0), before);
        return [operation with { Operands = new([operation.Operands[0], operation.Operands[1], inside]) }];
    }
}
