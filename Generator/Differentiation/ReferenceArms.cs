using Adjoint.Generator.Analysis;
using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Differentiation;

/// <summary>
/// Parts a branch that chooses references by indices that its arms compute: the indices come out of it, and a second branch makes the
/// references of them. An index can be stored for the reverse sweep; a reference cannot.
/// </summary>
/// <remarks>
/// Before <c>%r = if %c {%i = … %e = element %m, %i yield %e} {yield %q}</c>, after
/// <c>%j = if %c {%i = … yield %i} {%z = default yield %z}  %r = if %c {%e = element %m, %j yield %e} {yield %q}</c>.
/// </remarks>
internal sealed class ReferenceArms
{
    private int _next;

    private ReferenceArms(int next) => _next = next;

    public static Module Run(Module module) => module with
    {
        Functions = module.Functions.Select(function => function with
        {
            Body = new ReferenceArms(function.NextId()).Rewrite(function.Body),
        }).ToEquatableArray(),
    };

    private Block Rewrite(Block block) => block.Operations.Any(operation => operation.Regions.Count > 0)
        ? block with { Operations = block.Operations.SelectMany(Rewrite).ToEquatableArray() }
        : block;

    private IEnumerable<Operation> Rewrite(Operation operation)
    {
        Operation inner = operation.Regions.Count == 0 ? operation : operation with { Regions = new(operation.Regions.Select(Rewrite)) };
        return inner.Code == OpCode.If && inner.Results.Any(result => result.Type.IsReference) ? Part(inner) : [inner];
    }

    private Operation[] Part(Operation choice)
    {
        Arm[] arms = choice.Regions.Select(region => new Arm(region)).ToArray();
        if (!arms.All(arm => arm.IsFollowed) || !arms.Any(arm => arm.Exports.Count > 0))
        {
            return [choice];
        }

        Value[] exports = arms.SelectMany(arm => arm.Exports).Select(value => Fresh(value.Type, value.Name)).ToArray();
        List<Value> results = [.. choice.Results.Where(result => !result.Type.IsReference), .. exports];
        Block[] first = new Block[2];
        Block[] second = new Block[2];
        for (int i = 0; i < 2; i++)
        {
            List<Operation> operations = [.. arms[i].Left];
            List<Value> yields = [.. arms[i].Region.Yields.Where(value => !value.Type.IsReference)];
            Dictionary<int, Value> map = [];
            int offset = i == 0 ? 0 : arms[0].Exports.Count;
            for (int k = 0; k < exports.Length; k++)
            {
                bool own = k >= offset && k < offset + arms[i].Exports.Count;
                Value yielded = own ? arms[i].Exports[k - offset] : Fresh(exports[k].Type, null);
                yields.Add(yielded);
                if (own)
                {
                    map[yielded.Id] = exports[k];
                }
                else
                {
                    operations.Add(new Operation(OpCode.Default, default, new([yielded])));
                }
            }

            first[i] = new Block(default, new(operations), new(yields));
            second[i] = Repeated(arms[i], map);
        }

        return
        [
            choice with { Results = new(results), Regions = new(first) },
            choice with { Results = choice.Results.Where(result => result.Type.IsReference).ToEquatableArray(), Regions = new(second) },
        ];
    }

    // What was not taken out of the first branch did not throw there.
    private Block Repeated(Arm arm, Dictionary<int, Value> map)
    {
        Value Map(Value value) => map.TryGetValue(value.Id, out Value? mapped) ? mapped : value;
        List<Operation> operations = [];
        foreach (Operation operation in arm.Chain)
        {
            Value made = Fresh(operation.Result.Type, operation.Result.Name);
            bool moved = !arm.Left.Contains(operation);
            operations.Add(operation with
            {
                Operands = new(operation.Operands.Select(Map)),
                Results = new([made]),
                Flags = moved || (operation.Effects & Effects.Traps) == 0 ? operation.Flags : operation.Flags | OpFlags.Safe,
            });
            map[operation.Result.Id] = made;
        }

        return new Block(default, new(operations), new(arm.Region.Yields.Where(value => value.Type.IsReference).Select(Map)));
    }

    private Value Fresh(IrType type, string? name) => new(_next++, type, name);

    /// <summary>An arm, and how the references that it gives are made.</summary>
    private sealed class Arm
    {
        private readonly Dictionary<int, Operation> _definitions = [];

        public Arm(Block region)
        {
            Region = region;
            foreach (Operation operation in region.Operations)
            {
                foreach (Value result in operation.Results)
                {
                    _definitions[result.Id] = operation;
                }
            }

            IsFollowed = region.Yields.Where(value => value.Type.IsReference).All(Follow);
            Left = Chain.All(operation => !IsUsed(operation.Result)) && Ends() ? region.Operations.Except(Chain).ToList() : [.. region.Operations];
        }

        public Block Region { get; }

        /// <summary>Whether every reference is a view of one from outside, or of nothing.</summary>
        public bool IsFollowed { get; }

        /// <summary>The operations that make the references, in order.</summary>
        public List<Operation> Chain { get; } = [];

        /// <summary>The indices that they are made of.</summary>
        public List<Value> Exports { get; } = [];

        /// <summary>What remains in the first branch.</summary>
        public List<Operation> Left { get; }

        private bool Follow(Value value)
        {
            if (!_definitions.TryGetValue(value.Id, out Operation? operation) || Chain.Contains(operation) || Exports.Contains(value))
            {
                return true;
            }

            if (operation.Code == OpCode.Const)
            {
                Chain.Add(operation);
                return true;
            }

            if (value.Type is ScalarType)
            {
                Exports.Add(value);
                return true;
            }

            if (operation.Code is not (OpCode.Element or OpCode.Slice or OpCode.Row or OpCode.View or OpCode.Field or OpCode.Default)
                || !operation.Operands.All(Follow))
            {
                return false;
            }

            Chain.Add(operation);
            return true;
        }

        // Used by what stays: then it must stay too, and is made a second time.
        private bool IsUsed(Value value) => Region.Yields.Any(yielded => yielded.Id == value.Id && !value.Type.IsReference)
            || Region.Operations.Except(Chain).SelectMany(MemoryEffects.All).Any(operation =>
                operation.Operands.Any(operand => operand.Id == value.Id)
                || operation.Regions.Any(region => region.Yields.Any(yielded => yielded.Id == value.Id)));

        // What could throw must not be moved behind what has an effect.
        private bool Ends() => Region.Operations.SkipWhile(operation => !Chain.Contains(operation)).All(operation => Chain.Contains(operation) || operation.IsPure);
    }
}
