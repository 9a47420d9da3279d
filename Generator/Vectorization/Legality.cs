using Adjoint.Generator.Analysis;
using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Vectorization;

/// <summary>Decides whether an innermost loop can run many turns at once, by what its operations do and not by its shape.</summary>
/// <remarks>
/// It can if every value is one of: the same in every turn; an index of contiguous memory; a reduction; or computed lane by lane by
/// operations with a vector form. Memory that may be the same and is used at different places blocks it where that is certain,
/// and else is tested at run time, as are the bounds of every access: a loop that fails the test runs as it stands.
/// </remarks>
internal sealed partial class Legality
{
    // Memory that the function makes was often written just before, element by element or as vectors from another place. Reading it as a
    // vector then waits until those stores have left the processor, which costs more than a short loop of few instructions gains.
    private const int TurnsThatPay = 16;
    private const int SizeThatPays = 12;

    private readonly Operation _loop;
    private readonly MemoryRoots _roots;
    private readonly Definitions _definitions;
    private readonly UseCounts _uses;
    private readonly Definitions _inside;
    private readonly HashSet<int> _uniform = [];
    private readonly HashSet<int> _late = [];
    private readonly List<Operation> _prelude = [];
    private readonly List<Operation> _lateOperations = [];
    private readonly List<LoopAccess> _accesses = [];
    private Refusal? _refusal;

    private Legality(Operation loop, MemoryRoots roots, Definitions definitions, UseCounts uses)
    {
        _loop = loop;
        _roots = roots;
        _definitions = definitions;
        _uses = uses;
        _inside = new Definitions(loop.Regions[0]);
    }

    private Block Body => _loop.Regions[0];

    private Value Index => Body.Parameters[0];

    /// <summary>The plan for <paramref name="loop"/>, an innermost <c>for</c>, or what is in the way.</summary>
    public static (VectorPlan? Plan, Refusal? Refusal) Check(Operation loop, MemoryRoots roots, Definitions definitions, UseCounts uses)
    {
        Legality legality = new(loop, roots, definitions, uses);
        VectorPlan? plan = legality.Plan();
        return (plan, plan is null ? legality._refusal : null);
    }

    private VectorPlan? Plan()
    {
        CheckHeader();
        Visit(Body, false);
        EquatableArray<CarriedKind> carried = CheckCarried();
        List<(Value, Value, bool)> disjoint = CheckMemory();
        LaneDemand demand = new(Body, IsInvariant, _inside);
        Refuse(demand.Refusal);
        if (_refusal is null && demand.Widest == 0)
        {
            Refuse(new Refusal(null, "nothing is computed lane by lane"));
        }

        return _refusal is not null ? null : new VectorPlan(_loop)
        {
            Accesses = _accesses,
            Prelude = _prelude,
            Late = _lateOperations,
            Uniform = _uniform,
            Needed = demand.Needed,
            Carried = carried,
            Disjoint = disjoint,
            Widest = demand.Widest,
            Narrowest = demand.Narrowest,
            Size = demand.Size,
            FewestTurns = demand.Size < SizeThatPays && _accesses.Any(ReadsOwnMemory) ? TurnsThatPay : 0,
            Uses = _uses,
            Definitions = _definitions,
        };
    }

    private bool ReadsOwnMemory(LoopAccess access) => access.IsContiguous && access.Operation.Code != OpCode.Store
        && _roots.Of(access.Memory).Any(root => root.Kind == MemoryRootKind.Allocation);

    private void Refuse(Refusal? refusal) => _refusal ??= refusal;

    private void Refuse(Operation operation, string reason) => Refuse(Remarks.Scalar(operation, reason));

    private void CheckHeader()
    {
        if (_loop.Number is not (1 or -1))
        {
            Refuse(_loop, $"goes by steps of {_loop.Number}");
        }
        else if (_loop.Number == -1 && _definitions.LiteralOf(_loop.Operands[1]) is null)
        {
            Refuse(_loop, "counts down to a bound that is not a constant");
        }
        else if (_definitions.LiteralOf(_loop.Operands[0]) is { } from && _definitions.LiteralOf(_loop.Operands[1]) is { } to
            && Math.Abs(to.Bits - from.Bits) < 4)
        {
            Refuse(new Refusal(null, $"{Math.Abs(to.Bits - from.Bits)} turns are too few"));
        }
    }

    private bool IsInvariant(Value value) =>
        (!_inside.Contains(value) && !Body.Parameters.Contains(value)) || _uniform.Contains(value.Id);

    private void Visit(Block block, bool conditional)
    {
        foreach (Operation operation in block.Operations)
        {
            Visit(operation, conditional);
        }
    }

    private void Visit(Operation operation, bool conditional)
    {
        switch (operation.Code)
        {
            case OpCode.Note:
                return;
            case OpCode.If:
                Visit(operation.Regions[0], true);
                Visit(operation.Regions[1], true);
                return;
            case OpCode.Store or OpCode.Accumulate:
                VisitAccess(operation, conditional);
                return;
            case OpCode.Load when !operation.Operands.All(IsInvariant):
                VisitAccess(operation, conditional);
                return;
            case OpCode.Load or OpCode.Length or OpCode.Slice or OpCode.Element or OpCode.Row or OpCode.View or OpCode.Field:
                VisitUniform(operation, conditional);
                return;
        }

        if (Obstacle(operation) is { } obstacle)
        {
            Refuse(operation, obstacle);
        }
        else if (operation.Operands.All(IsInvariant))
        {
            VisitUniform(operation, conditional);
        }
        else if ((operation.Effects & Effects.Traps) != 0 && !IsIndexArithmetic(operation))
        {
            Refuse(operation, "can throw in any turn");
        }
    }

    private static string? Obstacle(Operation operation) => operation.Code switch
    {
        OpCode.For or OpCode.While => "is a loop",
        OpCode.Call => "calls a function that is not inlined",
        OpCode.Opaque => "runs once a turn, in order",
        OpCode.Throw => "leaves the loop",
        OpCode.Push or OpCode.Pop or OpCode.NewTape => "keeps values of every turn in order",
        OpCode.Alloc => "makes memory in every turn",
        OpCode.Fill or OpCode.Copy or OpCode.FromTensor or OpCode.ToTensor => "goes over memory of its own",
        OpCode.Overlaps => "compares memory",
        _ => null,
    };

    // Checked arithmetic of indices cannot overflow where the access that it leads to is in bounds.
    private bool IsIndexArithmetic(Operation operation) =>
        operation.Code is OpCode.Add or OpCode.Sub or OpCode.Mul or OpCode.Neg
        && operation.Result.Type == IrType.I32
        && Affine(operation.Result) is not null;

    private void VisitUniform(Operation operation, bool conditional)
    {
        if (!operation.Operands.All(IsInvariant))
        {
            Refuse(operation, "reaches memory that changes from turn to turn");
            return;
        }

        bool late = operation.Operands.Any(operand => _late.Contains(operand.Id));
        bool traps = (operation.Effects & Effects.Traps) != 0;
        if (operation.Code == OpCode.Load)
        {
            if (operation.Result.Type is ScalarType)
            {
                AddAccess(operation, conditional, operation.Operands.Skip(1).Select(Affine));
            }

            late |= conditional;
            traps = conditional && operation.Result.Type is not ScalarType;
        }

        if (conditional && traps)
        {
            Refuse(operation, "can throw, under a condition");
            return;
        }

        _uniform.Add(operation.Result.Id);
        (late ? _lateOperations : _prelude).Add(operation);
        if (late)
        {
            _late.Add(operation.Result.Id);
        }
    }

    // What stands outside the loop is a term as a whole: only what the loop itself names can be passed to a helper.
    private AffineIndex? Affine(Value index) => AffineIndex.Of(index, Index, _inside, _definitions.LiteralOf, IsInvariant);

    private void VisitAccess(Operation operation, bool conditional)
    {
        Value memory = operation.Operands[0];
        Value[] indices = operation.Operands.Skip(operation.Code == OpCode.Load ? 1 : 2).ToArray();
        if (!IsInvariant(memory))
        {
            Refuse(operation, "reaches memory that changes from turn to turn");
            return;
        }

        if (memory.Type is not MemoryType { Element: ScalarType element } || LaneTypes.Bytes(element.Kind) == 0)
        {
            Refuse(operation, $"works on {((MemoryType)memory.Type).Element}, which has no vector form");
            return;
        }

        AffineIndex?[] forms = indices.Select(Affine).ToArray();
        for (int i = 0; i < forms.Length; i++)
        {
            int wanted = i == forms.Length - 1 ? 1 : 0;
            if (forms[i] is not { } form)
            {
                Refuse(operation, DependsOnLoad(indices[i]) ? "indexes memory by a loaded value" : "indexes memory by what is not the index plus something fixed");
                return;
            }

            if (form.Coefficient != 0 && form.Coefficient != wanted)
            {
                Refuse(operation, wanted == 0 ? "goes down a column" : $"goes through memory by steps of {form.Coefficient}");
                return;
            }
        }

        bool moves = forms.Length > 0 && forms[forms.Length - 1]!.Coefficient == 1;
        if (!moves && operation.Code != OpCode.Accumulate)
        {
            Refuse(operation, operation.Code == OpCode.Load ? "loads from one place" : "stores to one place in every turn");
            return;
        }

        AddAccess(operation, conditional, forms);
    }

    private void AddAccess(Operation operation, bool conditional, IEnumerable<AffineIndex?> forms)
    {
        Value memory = operation.Operands[0];
        while (_definitions.Of(memory, OpCode.View) is { } view)
        {
            memory = view.Operands[0];
        }

        // Invariant indices that are not arithmetic are terms of their own, so every form exists here.
        LoopAccess access = new(operation, _accesses.Count, memory, new(forms.Select(form => form!)), conditional);
        _accesses.Add(access);
        if (_late.Contains(operation.Operands[0].Id) || access.Indices.Any(form => form.Terms.Any(term => _late.Contains(term.Id))))
        {
            Refuse(operation, "reaches a place that is loaded under a condition");
        }
    }

    private bool DependsOnLoad(Value value)
    {
        Operation? operation = _inside.Of(value);
        return operation is not null && (operation.Code == OpCode.Load || operation.Operands.Any(DependsOnLoad));
    }

    private EquatableArray<CarriedKind> CheckCarried()
    {
        List<CarriedKind> kinds = [];
        bool strict = MemoryEffects.All(Body).Any(operation => operation.Has(OpFlags.Strict));
        for (int i = 0; i < Body.Yields.Count; i++)
        {
            Value parameter = Body.Parameters[i + 1];
            CarriedKind kind = ReductionChain.Classify(parameter, Body.Yields[i], Body, _definitions, _uses);
            string name = parameter.Name ?? _loop.Results[i].Name ?? "a value";
            if (kind == CarriedKind.State)
            {
                Operation? update = MemoryEffects.All(Body).FirstOrDefault(operation => operation.Results.Any(result => result.Id == Body.Yields[i].Id));
                Refuse(update?.Source is { } statement && statement != _loop.Source
                    ? Remarks.Scalar(update, $"needs {name} of the turn before")
                    : new Refusal(null, $"{name} needs the turn before"));
            }
            else if (strict && parameter.Type.IsFloating && kind is CarriedKind.Sum or CarriedKind.Product)
            {
                Refuse(new Refusal(null, $"Strict keeps the order in which {name} is computed"));
            }

            kinds.Add(kind);
        }

        if (strict && _accesses.Any(access => access.Accumulates && !access.IsContiguous))
        {
            Refuse(new Refusal(null, "Strict keeps the order of sums"));
        }

        return new(kinds);
    }
}
