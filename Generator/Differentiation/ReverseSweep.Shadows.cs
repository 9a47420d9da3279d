using Adjoint.Generator.Analysis;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Differentiation;

/// <summary>Shadows: the memory that holds the adjoints of memory, viewed as the primal is viewed, so that aliasing is exact.</summary>
internal sealed partial class ReverseSweep
{
    /// <summary>The shadow of a reference in the form that <see cref="ShadowTypes"/> gives, at this point of the reverse sweep.</summary>
    private Value Shadow(ReverseScope at, Value primal)
    {
        ReverseScope scope = at.At(_index.BlockOf(primal));
        if (scope.Shadows.TryGetValue(primal.Id, out Value? known))
        {
            return known;
        }

        Value shadow = MakeShadow(scope, primal);
        scope.Shadows[primal.Id] = shadow;
        return shadow;
    }

    private Value MakeShadow(ReverseScope scope, Value primal)
    {
        if (_parameterShadows.TryGetValue(primal.Id, out Value? given))
        {
            return given;
        }

        if (_index.Definition(primal) is not { } site)
        {
            throw new InvalidOperationException($"'{primal}' is chosen by a loop and has no shadow");
        }

        BlockBuilder builder = scope.Builder;
        Operation operation = site.Operation;
        IrType type = ShadowTypes.Of(primal.Type);
        Value Operand(int i) => Primal(scope, operation.Operands[i]);
        Value Base() => Shadow(scope, operation.Operands[0]);
        string? name = AdjointMap.NameOf(primal);
        switch (operation.Code)
        {
            case OpCode.Alloc when HasForwardShadow(primal):
                return ForwardShadow(site, scope);
            case OpCode.Alloc:
                return builder.Emit(OpCode.Alloc, type, operation.Operands.Select(operand => Primal(scope, operand)).ToArray(), name,
                    operation.Flags & OpFlags.Escapes);
            case OpCode.Default:
                return builder.Emit(OpCode.Default, type, [], name);
            case OpCode.NewTape:
                return builder.Emit(OpCode.NewTape, type, [], name);
            case OpCode.View:
                return Base();
            case OpCode.Slice:
                return builder.Emit(OpCode.Slice, type, [Base(), Operand(1), Operand(2)], name, OpFlags.Safe);
            case OpCode.Row:
                Value length = builder.Emit(OpCode.Length, IrType.I32, [Operand(0)], number: 1);
                return builder.Emit(OpCode.Slice, type, [Base(), builder.Binary(OpCode.Mul, Operand(1), length), length], name, OpFlags.Safe);
            case OpCode.Element:
                return builder.Emit(OpCode.Element, type, [Base(), .. Enumerable.Range(1, operation.Operands.Count - 1).Select(Operand)],
                    name, OpFlags.Safe);
            case OpCode.Field:
                return AsShadow(builder, builder.Emit(OpCode.Field, primal.Type, [Base()], name, OpFlags.Safe, operation.Symbol));
            case OpCode.Load:
                if (!_stability.IsStable(site, operation.Operands[0]))
                {
                    throw new InvalidOperationException($"the reference '{primal}' is replaced before the reverse sweep needs it");
                }

                return AsShadow(builder, builder.Emit(OpCode.Load, ((MemoryType)Base().Type).Element,
                    [Base(), .. Enumerable.Range(1, operation.Operands.Count - 1).Select(Operand)], name, OpFlags.Safe));
            case OpCode.Select:
                return builder.Select(Operand(0), Shadow(scope, operation.Operands[1]), Shadow(scope, operation.Operands[2]), name);
            case OpCode.If:
                return Chosen(site, scope, primal, type, name, Shadow);
            default:
                throw new InvalidOperationException($"'{primal}', which {operation.Info.Mnemonic} gives, has no shadow");
        }
    }

    /// <summary>A reference that a branch chooses, or its shadow: the same branch, choosing between what <paramref name="find"/> finds in its arms.</summary>
    private Value Chosen(OperationSite site, ReverseScope scope, Value primal, IrType type, string? name, Func<ReverseScope, Value, Value> find)
    {
        int k = site.Operation.Results.ToList().FindIndex(result => result.Id == primal.Id);
        Block[] arms = new Block[2];
        for (int arm = 0; arm < 2; arm++)
        {
            BlockBuilder builder = scope.Builder.Nested();
            ReverseScope inner = new(site.Regions[arm], builder, scope);
            Value yielded = site.Operation.Regions[arm].Yields[k];
            arms[arm] = builder.Build(EndsInThrow(site.Regions[arm])
                ? builder.Emit(OpCode.Default, type, [])
                : find(inner, yielded));
        }

        return scope.Builder.If(Primal(scope, site.Operation.Operands[0]), arms[0], arms[1], name)[0];
    }

    /// <summary>Whether the shadow of an allocation is made by the forward sweep, because references come to be held.</summary>
    private bool HasForwardShadow(Value allocated) => _activity.IsActive(allocated) && _stability.HoldsStoredReferences(allocated);

    /// <summary>A shadow that the forward sweep made: at hand in a sweep root, else found where the one store of the reference put it.</summary>
    private Value ForwardShadow(OperationSite allocation, ReverseScope scope)
    {
        Value primal = allocation.Operation.Result;
        if (_planning)
        {
            return scope.Builder.Emit(OpCode.Default, ShadowTypes.Of(primal.Type), []);
        }

        if (StorageOf(scope.Site) == StorageKind.Direct)
        {
            return AsShadow(scope.Builder, scope.Storage!.Shadows[primal.Id]);
        }

        OperationSite[] stores = _index.Operations.Where(site => site.Operation.Code == OpCode.Store && site.Operation.Operands[1].Type.IsReference
            && _activity.Classes.Of(site.Operation.Operands[0]) == _activity.Classes.Of(primal)).ToArray();
        bool isFound = stores.Length == 1 && ReferenceEquals(stores[0].Block, allocation.Block)
            && stores[0].Operation.Operands[1].Id == primal.Id && stores[0].Operation.Operands.Count == 3
            && scope.Site.Owner is { Operation.Code: OpCode.For } loop
            && stores[0].Operation.Operands[2].Id == loop.Operation.Regions[0].Parameters[0].Id && scope.Site.Loops().Count() == 1;
        if (!isFound)
        {
            throw new InvalidOperationException($"the memory '{primal}' is not found again by the reverse sweep");
        }

        Operation store = stores[0].Operation;
        return AsShadow(scope.Builder, scope.Builder.Emit(OpCode.Load, primal.Type,
            [Shadow(scope, store.Operands[0]), Primal(scope, store.Operands[2])], AdjointMap.NameOf(primal), OpFlags.Safe));
    }

    /// <summary>Brings a reference held inside memory into the form that shadows have.</summary>
    private static Value AsShadow(BlockBuilder builder, Value reference)
    {
        IrType type = ShadowTypes.Of(reference.Type);
        return type == reference.Type ? reference : builder.Emit(OpCode.View, type, [reference], reference.Name);
    }

    private bool IsShadowed(Value memory) => _activity.IsActive(memory);
}
