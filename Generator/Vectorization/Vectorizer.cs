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
    private readonly MemoryRoots _roots;
    private readonly Definitions _definitions;
    private readonly UseCounts _uses;
    private readonly HashSet<string> _names;
    private readonly List<Function> _functions = [];
    private readonly List<VectorHelper> _helpers = [];
    private readonly List<LoopRemark> _remarks = [];

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

        if (operation.Code == OpCode.While && innermost)
        {
            Remark(operation, "scalar: the number of turns is not known on entry");
        }

        Append(RewriteRegions(operation));
    }

    private void VisitLoop(Operation loop)
    {
        (VectorPlan? plan, string? refusal) = Legality.Check(loop, _roots, _definitions, _uses);
        if (plan is null)
        {
            Remark(loop, refusal!);
            Append(loop);
            return;
        }

        string name = NewName(loop);
        HelperBuilder builder = new(plan, name);
        _functions.AddRange(new[] { Polish(builder.Dispatch()) }
            .Concat(plan.Widths.Select(width => Polish(builder.Vector(width))))
            .Append(Polish(builder.Scalar())));
        _helpers.Add(new(name, Remarks.Statements(loop), plan.Widths));
        bool stores = plan.Accesses.Any(access => access.Writes && IsResidual(access.Memory));
        Remark(loop, Remarks.Vectorized(plan, stores));
        Append(new Operation(OpCode.Call, new(builder.Arguments.Select(Passed)), loop.Results) { Symbol = name, Source = loop.Source });
    }

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

    private void Remark(Operation loop, string text) => _remarks.Add(new(loop.Source?.Line ?? 0, text) { FunctionName = Function.Name });

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
