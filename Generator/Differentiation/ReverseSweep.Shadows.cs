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
            throw Lost(primal, CarriedOn, UseOneArray);
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
            case OpCode.Load when !_stability.IsStable(site, operation.Operands[0]):
                return KeptShadow(site, scope, "the array that is read here is replaced by another later",
                    "copy the elements, or keep the numbers of the arrays in an array of integers");
            case OpCode.Load:
                return AsShadow(builder, builder.Emit(OpCode.Load, ((MemoryType)Base().Type).Element,
                    [Base(), .. Enumerable.Range(1, operation.Operands.Count - 1).Select(Operand)], name, OpFlags.Safe));
            case OpCode.Select:
                return builder.Select(Operand(0), Shadow(scope, operation.Operands[1]), Shadow(scope, operation.Operands[2]), name);
            case OpCode.If:
                return Chosen(site, scope, primal, type, name, Shadow);
            default:
                throw operation.Code == OpCode.Opaque
                    ? Lost(primal, "a value with a derivative is stored in memory that is neither passed in nor made here", "keep it in a local or a parameter, or mark the storage [NoDerivative] and assign its elements by name")
                    : operation.Code == OpCode.Call
                    ? Lost(primal, "the array that the call returns is made inside a method that calls itself or is too large to be written here", "let the method write to a span that is passed to it")
                    : Lost(primal, CarriedOn, UseOneArray);
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

    /// <summary>The shadow of an allocation that the forward sweep made: found where the one store of the reference put it, else kept.</summary>
    private Value ForwardShadow(OperationSite allocation, ReverseScope scope)
    {
        Value primal = allocation.Operation.Result;
        OperationSite[] stores = _index.Operations.Where(site => site.Operation.Code == OpCode.Store && site.Operation.Operands[1].Type.IsReference
            && _activity.Classes.Of(site.Operation.Operands[0]) == _activity.Classes.Of(primal)).ToArray();
        bool isFound = StorageOf(scope.Site) != StorageKind.Direct
            && stores.Length == 1 && ReferenceEquals(stores[0].Block, allocation.Block)
            && stores[0].Operation.Operands[1].Id == primal.Id && stores[0].Operation.Operands.Count == 3
            && scope.Site.Owner is { Operation.Code: OpCode.For } loop
            && stores[0].Operation.Operands[2].Id == loop.Operation.Regions[0].Parameters[0].Id && scope.Site.Loops().Count() == 1;
        if (!isFound)
        {
            return KeptShadow(allocation, scope, "the array that is made here and put into another cannot be told from those of other turns",
                "make the arrays in a loop of their own with a known number of turns");
        }

        Operation store = stores[0].Operation;
        return AsShadow(scope.Builder, scope.Builder.Emit(OpCode.Load, primal.Type,
            [Shadow(scope, store.Operands[0]), Primal(scope, store.Operands[2])], AdjointMap.NameOf(primal), OpFlags.Safe));
    }

    /// <summary>A shadow that the forward sweep had at hand where it made or loaded the primal, and kept as it keeps values.</summary>
    private Value KeptShadow(OperationSite made, ReverseScope scope, string why, string instead)
    {
        Value primal = made.Operation.Result;
        StorageKind storage = StorageOf(scope.Site);
        if (storage == StorageKind.Tape && _isSplit)
        {
            throw Lost(primal, why, instead);
        }

        _keptShadows.Add(primal.Id);
        if (_planning)
        {
            return scope.Builder.Emit(OpCode.Default, ShadowTypes.Of(primal.Type), []);
        }

        Value kept = ShadowKey(primal);
        return AsShadow(scope.Builder, storage switch
        {
            StorageKind.Direct => scope.Storage!.Shadows[primal.Id],
            StorageKind.Tape => scope.Primals[kept.Id],
            StorageKind.Export => scope.At(SweepRootOf(scope.Site)).Primals[kept.Id],
            _ => LoadIndexed(scope, kept),
        });
    }

    private readonly HashSet<int> _keptShadows = [];

    /// <summary>A value that stands for the kept shadow of a reference, in the form in which memory holds it.</summary>
    private Value ShadowKey(Value primal)
    {
        Value key = new(FirstShadowKey - primal.Id, primal.Type, AdjointMap.NameOf(primal));
        _turnBlocks[key.Id] = _index.BlockOf(primal);
        return key;
    }

    private const int FirstShadowKey = int.MinValue / 2;

    /// <summary>Brings a reference held inside memory into the form that shadows have.</summary>
    private static Value AsShadow(BlockBuilder builder, Value reference)
    {
        IrType type = ShadowTypes.Of(reference.Type);
        return type == reference.Type ? reference : builder.Emit(OpCode.View, type, [reference], reference.Name);
    }

    private const string CarriedOn = "a variable refers to other memory in each turn of a loop, and to which is not known before the loop";
    private const string UseOneArray = "use one array or span that is there before the loop, and carry indices on";

    /// <summary>A reference that the reverse sweep cannot have: the front end says so to the user.</summary>
    private ObstacleException Lost(Value primal, string why, string instead, SourceLine? at = null)
    {
        OperationSite? site = _index.Definition(primal) ?? BlockOf(primal).Owner;
        SourceLine? source = at ?? site?.Operation.Source;
        for (OperationSite? around = site; source is null && around is not null; around = around.Block.Owner)
        {
            source = around.Operation.Source;
        }

        return new ObstacleException(_index.Function.Name, source, why + ", so the derivative does not find that memory again", instead);
    }

    private bool IsShadowed(Value memory) => _activity.IsActive(memory);
}
