using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Analysis;

/// <summary>Finds how a carried value moves through one turn of its loop.</summary>
/// <remarks>
/// The chain are the values between the parameter and the yield: <c>c + e1</c>, then <c>- e2</c>, then, in one arm of an <c>if</c>,
/// <c>+ e3</c>. All its steps have one kind; no <c>e</c> and no condition depends on the chain, and nothing but the chain uses it. Inner
/// loops that carry the value on are part of the chain.
/// </remarks>
internal sealed class ReductionChain
{
    private readonly Definitions _definitions;
    private readonly UseCounts _uses;
    private readonly HashSet<int> _dependent;

    // Values of the chain, and how often the chain itself uses each.
    private readonly Dictionary<int, int> _chainUses = [];
    private readonly Dictionary<int, Value> _chain = [];
    private readonly Dictionary<int, CarriedKind?> _done = [];

    private ReductionChain(Value parameter, Block body, Definitions definitions, UseCounts uses)
    {
        _definitions = definitions;
        _uses = uses;
        _dependent = Dependents.Of(parameter, body);
        _chain[parameter.Id] = parameter;
    }

    /// <summary>The kind of all its steps.</summary>
    public CarriedKind Kind { get; private set; } = CarriedKind.State;

    /// <summary>Whether a value lies on the chain.</summary>
    public bool Contains(Value value) => _chain.ContainsKey(value.Id);

    /// <summary>The kind of the carried value that enters <paramref name="body"/> as <paramref name="parameter"/> and leaves as <paramref name="yield"/>.</summary>
    public static CarriedKind Classify(Value parameter, Value yield, Block body, Definitions definitions, UseCounts uses) =>
        Find(parameter, yield, body, definitions, uses)?.Kind ?? CarriedKind.State;

    /// <summary>The chain from <paramref name="parameter"/> to <paramref name="yield"/>; nothing where the value moves in another way.</summary>
    public static ReductionChain? Find(Value parameter, Value yield, Block body, Definitions definitions, UseCounts uses)
    {
        if (parameter.Type is not ScalarType { Kind: not ScalarKind.Bool } || yield.Id == parameter.Id)
        {
            return null;
        }

        ReductionChain chain = new(parameter, body, definitions, uses);
        chain.Kind = chain.Step(yield) is { } kind && chain.UsesAreItsOwn() ? kind : CarriedKind.State;
        return chain.Kind == CarriedKind.State ? null : chain;
    }

    private bool UsesAreItsOwn() => _chain.Values.All(value => _uses[value] == (_chainUses.TryGetValue(value.Id, out int own) ? own : 0));

    // The kind of the chain up to a value; nothing if it breaks. Untouched is what fits every kind, written as State.
    private CarriedKind? Step(Value value)
    {
        _chainUses[value.Id] = (_chainUses.TryGetValue(value.Id, out int uses) ? uses : 0) + 1;
        if (_chain.ContainsKey(value.Id))
        {
            return _done.TryGetValue(value.Id, out CarriedKind? known) ? known : CarriedKind.State;
        }

        _chain[value.Id] = value;
        CarriedKind? kind = _definitions.Result(value) is var (operation, index) ? Step(operation, index) : null;
        _done[value.Id] = kind;
        return kind;
    }

    private CarriedKind? Step(Operation operation, int index)
    {
        if (operation.Has(OpFlags.Checked))
        {
            return null;
        }

        switch (operation.Code)
        {
            case OpCode.Add:
                return Either(operation, CarriedKind.Sum);
            case OpCode.Sub when !Depends(operation.Operands[1]):
                return Merge(Step(operation.Operands[0]), CarriedKind.Sum);
            case OpCode.Mul:
                return Either(operation, CarriedKind.Product);
            case OpCode.Elementary when operation.Symbol == "Max":
                return Either(operation, CarriedKind.Maximum);
            case OpCode.Elementary when operation.Symbol == "Min":
                return Either(operation, CarriedKind.Minimum);
            case OpCode.Select when !Depends(operation.Operands[0]):
                return Merge(Step(operation.Operands[1]), Step(operation.Operands[2]));
            case OpCode.If when !Depends(operation.Operands[0]):
                return Merge(Step(operation.Regions[0].Yields[index]), Step(operation.Regions[1].Yields[index]));
            case OpCode.For:
                Value inner = operation.Regions[0].Parameters[index + 1];
                _chain[inner.Id] = inner;
                return Depends(operation.Operands[0]) || Depends(operation.Operands[1])
                    ? null
                    : Merge(Step(operation.Operands[index + 2]), Step(operation.Regions[0].Yields[index]));
            default:
                return null;
        }
    }

    private CarriedKind? Either(Operation operation, CarriedKind kind) => (Depends(operation.Operands[0]), Depends(operation.Operands[1])) switch
    {
        (true, false) => Merge(Step(operation.Operands[0]), kind),
        (false, true) => Merge(Step(operation.Operands[1]), kind),
        _ => null,
    };

    private bool Depends(Value value) => _dependent.Contains(value.Id);

    private static CarriedKind? Merge(CarriedKind? left, CarriedKind? right) =>
        left is null || right is null ? null
        : left == CarriedKind.State ? right
        : right == CarriedKind.State || left == right ? left
        : null;
}
