using Adjoint.Generator.Analysis;
using Adjoint.Generator.Ir;
using Adjoint.Generator.Optimization;

namespace Adjoint.Generator.Vectorization;

/// <summary>Writes the functions that a loop becomes.</summary>
/// <remarks>
/// <code>
/// func @"F:line3#512"(w, x, z) {
///   if any turns {
///     what is the same in every turn
///     if every index is in bounds and no memory overlaps {
///       for … step 16 · accumulators    the vector loop, several vectors at once where the body is short
///       for … step 8, step 4            what is left, at most one turn each
///       for … step 1                    the last few turns as the source has them
///     } else { call @"F:line3#scalar" }
///   }
/// }
/// </code>
/// </remarks>
internal sealed class HelperBuilder(VectorPlan plan, string name)
{
    private readonly HelperSignature _signature = new(plan);
    private BlockBuilder _entry = new();
    private Cloning _copies = null!;
    private Value _from = null!;
    private Value _to = null!;
    private Value _count = null!;

    // By form, so that accesses with the same offset share it.
    private Dictionary<AffineIndex, Value> _offsets = [];

    public IReadOnlyList<Value> Arguments => _signature.Arguments;

    /// <summary>The loop as it stands.</summary>
    public Function Scalar()
    {
        Begin();
        Operation loop = _copies.Clone(plan.Loop);
        _entry.Append(loop);
        return new Function(name + VectorHelper.ScalarSuffix, _entry.Build([.. loop.Results]));
    }

    /// <summary>The function that callers name. Emission puts the choice of a width in its place.</summary>
    public Function Dispatch()
    {
        Begin();
        return new Function(name, _entry.Build(CallScalar(_entry)));
    }

    public Function Vector(int width)
    {
        Begin();
        Value[] initial = plan.Loop.Operands.Skip(2).Select(_copies.Map).ToArray();
        SetBounds();
        Value any = _entry.Compare(OpCode.Less, _from, _to);
        BlockBuilder guarded = _entry.Nested();
        foreach (Operation operation in plan.Prelude)
        {
            guarded.Append(_copies.Clone(operation));
        }

        _count = guarded.Binary(OpCode.Sub, _to, _from);
        Value? fits = Checks(guarded);
        Value[] results;
        if (fits is null)
        {
            results = Fast(guarded, initial, plan.LanesAt(width));
        }
        else
        {
            BlockBuilder fast = guarded.Nested();
            Value[] fastResults = Fast(fast, initial, plan.LanesAt(width));
            BlockBuilder slow = guarded.Nested();
            results = guarded.If(fits, fast.Build(fastResults), slow.Build(CallScalar(slow)), Names());
        }

        results = _entry.If(any, guarded.Build(results), _entry.Nested().Build(initial), Names());
        return new Function(VectorHelper.NameAt(name, width), _entry.Build(results));
    }

    private string?[] Names() => plan.Loop.Results.Select(result => result.Name).ToArray();

    private void Begin()
    {
        _entry = new BlockBuilder { Source = plan.Loop.Source };
        _copies = new Cloning(_entry.NewValue);
        _offsets = [];
        _signature.Begin(_entry, _copies);
    }

    private Value[] CallScalar(BlockBuilder builder) => builder.Call(
        name + VectorHelper.ScalarSuffix, Arguments.Select(_copies.Map).ToArray(), [.. _signature.Results]);

    // A loop that counts down to a constant visits the same indices as one that counts up from behind it.
    private void SetBounds()
    {
        _from = _copies.Map(plan.Loop.Operands[0]);
        _to = _copies.Map(plan.Loop.Operands[1]);
        if (plan.Loop.Number < 0)
        {
            Value one = _entry.Const(1);
            (_from, _to) = (_entry.Binary(OpCode.Add, _to, one), _entry.Binary(OpCode.Add, _from, one));
        }
    }

    /// <summary>Whether every access of every turn is in bounds and memory that must not overlap does not; nothing if there is nothing to ask.</summary>
    private Value? Checks(BlockBuilder builder)
    {
        List<Value> conditions = [];
        Value zero = builder.Const(0);
        conditions.Add(builder.Compare(OpCode.GreaterEqual, _from, zero));
        HashSet<(int Memory, Infrastructure.EquatableArray<AffineIndex> Indices)> done = [];
        foreach (LoopAccess access in plan.Accesses)
        {
            bool ranInPrelude = !access.Writes && !access.IsContiguous && !access.Conditional;
            bool known = access.Operation.Has(OpFlags.Safe) && !access.Conditional;
            if (!ranInPrelude && !known && done.Add((access.Memory.Id, access.Indices)))
            {
                CheckBounds(builder, access, zero, conditions);
            }
        }

        foreach ((Value left, Value right, bool sameStartIsFine) in plan.Disjoint)
        {
            Value overlap = builder.Emit(
                OpCode.Overlaps, IrType.Bool, [_copies.Map(left), _copies.Map(right)], number: sameStartIsFine ? 1 : 0);
            conditions.Add(builder.Emit(OpCode.Not, IrType.Bool, [overlap]));
        }

        return conditions.Aggregate((all, next) => builder.Binary(OpCode.And, all, next));
    }

    private void CheckBounds(BlockBuilder builder, LoopAccess access, Value zero, List<Value> conditions)
    {
        Value memory = _copies.Map(access.Memory);
        Value[] indices = access.IndexOperands.ToArray();
        for (int i = 0; i < indices.Length; i++)
        {
            Value length = builder.Emit(OpCode.Length, IrType.I32, [memory], number: i);
            if (i < indices.Length - 1 || !access.IsContiguous)
            {
                Value index = _copies.Map(indices[i]);
                conditions.Add(builder.Compare(OpCode.GreaterEqual, index, zero));
                conditions.Add(builder.Compare(OpCode.Less, index, length));
            }
            else if (Offset(builder, access) is { } offset)
            {
                // No sum of these can overflow: the count is positive, and the length is not negative.
                Value first = builder.Binary(OpCode.Add, _from, offset);
                conditions.Add(builder.Compare(OpCode.GreaterEqual, first, zero));
                conditions.Add(builder.Compare(OpCode.LessEqual, first, builder.Binary(OpCode.Sub, length, _count)));
            }
            else
            {
                conditions.Add(builder.Compare(OpCode.LessEqual, _to, length));
            }
        }
    }

    /// <summary>What is added to the loop's index at the last index of an access.</summary>
    private Value? Offset(BlockBuilder? builder, LoopAccess access)
    {
        AffineIndex form = access.Indices[access.Indices.Count - 1] with { Coefficient = 0 };
        if (form.Terms.Count == 0 && form.Constant == 0)
        {
            return null;
        }

        if (_offsets.TryGetValue(form, out Value? offset) || builder is null)
        {
            return offset;
        }

        foreach ((int id, int factor) in form.Terms)
        {
            Value term = _copies.Map(new Value(id, IrType.I32));
            term = factor == 1 ? term : builder.Binary(OpCode.Mul, term, builder.Const(factor));
            offset = offset is null ? term : builder.Binary(OpCode.Add, offset, term);
        }

        if (form.Constant != 0)
        {
            Value constant = builder.Const(form.Constant);
            offset = offset is null ? constant : builder.Binary(OpCode.Add, offset, constant);
        }

        return _offsets[form] = offset!;
    }

    private Value[] Fast(BlockBuilder builder, Value[] initial, int lanes)
    {
        foreach (Operation operation in plan.Late)
        {
            Operation copy = _copies.Clone(operation);
            builder.Append(copy.Code == OpCode.Load ? copy with { Flags = copy.Flags | OpFlags.Safe } : copy);
        }

        foreach (LoopAccess access in plan.Accesses.Where(access => access.IsContiguous))
        {
            Offset(builder, access);
        }

        VectorSegments segments = new(plan, new Reductions(plan, initial), _from, _count, _copies.Map, access => Offset(null, access));
        (Value[] carried, Value next) = segments.Write(builder, lanes);
        return Tail(builder, next, carried);
    }

    // The last turns, in source order. Bounds have been checked, and what is the same in every turn is there already.
    private Value[] Tail(BlockBuilder builder, Value from, Value[] carried)
    {
        Block body = _copies.Clone(WithoutUniform(plan.Body));
        return builder.For(from, _to, 1, carried, body);
    }

    private Block WithoutUniform(Block block) => block with
    {
        Operations = new(block.Operations
            .Where(operation => operation.Results is not [var only] || !plan.Uniform.Contains(only.Id))
            .Select(operation => operation with
            {
                Flags = operation.Code is OpCode.Load or OpCode.Store or OpCode.Accumulate ? operation.Flags | OpFlags.Safe : operation.Flags,
                Regions = operation.Regions.Count == 0 ? default : new(operation.Regions.Select(WithoutUniform)),
            })),
    };
}
