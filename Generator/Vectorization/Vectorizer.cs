using System.Globalization;
using Adjoint.Generator.Analysis;
using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;
using Adjoint.Generator.Optimization;

namespace Adjoint.Generator.Vectorization;

/// <summary>Puts every innermost loop that can run many turns at once into vector helpers, and calls these.</summary>
/// <remarks>
/// <code>
/// %5: f32 = for %3, %4, %1 { … }        gives    %5: f32 = call %0, %2, %1 [symbol = "F:line3"]
/// </code>
/// and the functions <c>F:line3</c>, <c>F:line3#512</c>, <c>#256</c>, <c>#128</c>, <c>#scalar</c>.
/// </remarks>
internal sealed class Vectorizer : Rewriter
{
    private const int LargestInlined = 8;
    private const int MostInlined = 3;

    /// <summary>A loop known to have fewer turns than this stays as it is.</summary>
    private const int FewestKnown = 4;

    private readonly MemoryRoots _roots;
    private readonly Definitions _definitions;
    private readonly UseCounts _uses;
    private readonly HashSet<string> _names;
    private readonly List<Function> _functions = [];
    private readonly List<VectorHelper> _helpers = [];
    private readonly List<LoopRemark> _remarks = [];
    private int _depth;
    private int _inlined;
    private bool _backward;

    private Vectorizer(Function function, HashSet<string> names)
    {
        _roots = new MemoryRoots(function);
        _definitions = new Definitions(function.Body);
        _uses = new UseCounts(function.Body);
        _names = names;
    }

    public static VectorizationResult Run(Module module)
    {
        HashSet<string> names = new(module.Functions.Select(function => function.Name), StringComparer.Ordinal);
        List<Function> functions = [], added = [];
        List<VectorHelper> helpers = [];
        List<LoopRemark> remarks = [];
        foreach (Function function in module.Functions.Select(ScatterFission.Run))
        {
            Vectorizer vectorizer = new(function, names);
            functions.Add(vectorizer.Rewrite(function));
            added.AddRange(vectorizer._functions);
            helpers.AddRange(vectorizer._helpers);
            remarks.AddRange(vectorizer._remarks);
        }

        return new(module with { Functions = new(functions.Concat(added)) }, new(helpers), new(remarks));
    }

    protected override void Visit(Operation operation)
    {
        bool innermost = !operation.Regions.SelectMany(MemoryEffects.All).Any(nested => nested.Code is OpCode.For or OpCode.While);
        if (operation.Code == OpCode.For && innermost)
        {
            VisitLoop(operation);
            return;
        }

        _backward |= operation.Code == OpCode.Note && operation.Symbol!.StartsWith("Backward", StringComparison.Ordinal);
        if (operation.Code is OpCode.For or OpCode.While && Remarks.OfUnvectorized(operation) is { } fate)
        {
            Remark(operation, fate.Text, innermost ? fate : null);
        }

        int outside = _depth;
        _depth += operation.Code is OpCode.For or OpCode.While ? 1 : 0;
        Append(RewriteRegions(operation));
        _depth = outside;
    }

    private void VisitLoop(Operation loop)
    {
        (VectorPlan? plan, Refusal? refusal) = Legality.Check(loop, _roots, _definitions, _uses);
        if (plan is null)
        {
            Remark(loop, refusal!.Text, refusal);
            Append(loop);
            return;
        }

        long? turns = KnownTurns(loop);
        if (turns < Math.Max(plan.FewestTurns, FewestKnown))
        {
            Refusal few = Remarks.Scalar(loop, FormattableString.Invariant($"has {turns} turns only"));
            Remark(loop, few.Text, few);
            Append(loop);
            return;
        }

        string name = NewName(loop);
        HelperBuilder builder = new(plan, name);
        _functions.AddRange(new[] { Polish(builder.Dispatch()) }
            .Concat(plan.Widths.Select(width => Polish(builder.Vector(width))))
            .Append(Polish(builder.Scalar())));
        _helpers.Add(new(name, Remarks.Statements(loop), plan.Widths, IsInlined(plan)));
        bool stores = plan.Accesses.Any(access => access.Writes && IsResidual(access.Memory));
        bool choice = plan.FewestTurns > 0 && _depth > 0 && turns is null;
        Remark(loop, Remarks.Vectorized(plan, stores, choice));
        if (!choice)
        {
            AppendCall(builder, loop, name, loop.Results);
            return;
        }

        EquatableArray<Value> results = new(loop.Results.Select(result => NewValue(result.Type, result.Name)));
        Value enough = IsLong(plan);
        Append(new Operation(OpCode.If, new([enough]), loop.Results)
        {
            Regions = new([new Block(default, Collect(() => AppendCall(builder, loop, name, results)), results), ShortLoop.AsItStands(plan, NewValue)]),
            Source = loop.Source,
        });
    }

    private long? KnownTurns(Operation loop) =>
        _definitions.LiteralOf(loop.Operands[0]) is { } first && _definitions.LiteralOf(loop.Operands[1]) is { } end
            ? Math.Max((end.Bits - first.Bits) * loop.Number, 0)
            : null;

    private void AppendCall(HelperBuilder builder, Operation loop, string name, EquatableArray<Value> results) =>
        Append(new Operation(OpCode.Call, new(builder.Arguments.Select(Passed)), results) { Symbol = name, Source = loop.Source });

    // Where the difference wraps around, the helper still sees that there are no turns.
    private Value IsLong(VectorPlan plan)
    {
        Operation loop = plan.Loop;
        (Value low, Value high) = loop.Number > 0 ? (loop.Operands[0], loop.Operands[1]) : (loop.Operands[1], loop.Operands[0]);
        Value turns = _definitions.LiteralOf(low) is { Bits: 0 } ? high : Emit(OpCode.Sub, IrType.I32, [high, low]);
        return Emit(OpCode.GreaterEqual, IrType.Bool, [turns, Constant(Literal.Of(ScalarKind.I32, plan.FewestTurns))]);
    }

    // The call itself weighs where a function is called for a handful of elements; inside a loop, or among many, code size would weigh more.
    private bool IsInlined(VectorPlan plan) => _depth == 0 && plan.Size <= LargestInlined && _inlined++ < MostInlined;

    // What a sweep keeps for the next it writes into memory that it need not clear.
    private bool IsResidual(Value memory) => _roots.Of(memory).Any(root =>
        root.Kind == MemoryRootKind.Allocation && _definitions.Of(new Value(root.Number, IrType.I32))!.Has(OpFlags.Uninitialized));

    private Value Passed(Value argument)
    {
        Value value = Current(argument);
        IrType type = HelperSignature.PassedAs(value.Type);
        return type == value.Type ? value : Emit(OpCode.View, type, [value], name: value.Name);
    }

    private static Function Polish(Function function) =>
        DeadCode.Run(Simplification.Run(CommonSubexpressions.Run(LoopInvariants.Run(Simplification.Run(function)))));

    private void Remark(Operation loop, string text, Refusal? refusal = null) => _remarks.Add(
        new(loop.Source?.Line ?? 0, text) { FunctionName = Function.Name, IsBackward = _backward, Refusal = loop.Source is null ? null : refusal });

    private string NewName(Operation loop)
    {
        string line = (loop.Source?.Line ?? 0).ToString(CultureInfo.InvariantCulture);
        string name = $"{Function.Name}:line{line}";
        for (int i = 2; !_names.Add(name); i++)
        {
            name = $"{Function.Name}:line{line}_{i.ToString(CultureInfo.InvariantCulture)}";
        }

        return name;
    }
}
