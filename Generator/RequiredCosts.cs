using Adjoint.Generator.Analysis;
using Adjoint.Generator.Ir;
using Adjoint.Generator.Pipeline;
using Adjoint.Generator.Vectorization;

namespace Adjoint.Generator;

/// <summary>
/// Finds the statement by which companions lose what <c>[Differentiable(Require = …)]</c> says they must keep. Only their finished IR
/// shows it, so methods that require something are compiled once more for it, by the analyzer alone.
/// </summary>
internal static class RequiredCosts
{
    private const int TapeFree = 1;
    private const int Vectorized = 2;

    /// <summary>The first such statement, those of the method itself before those of what it calls; null where nothing is lost.</summary>
    public static Obstacle? Find(MethodModel method, Module lowered, CancellationToken cancellation)
    {
        if (method.Require == 0)
        {
            return null;
        }

        Module module = CompanionCompiler.Companions(method, lowered, cancellation);
        IEnumerable<Obstacle> stored = (method.Require & TapeFree) != 0 ? module.Functions.SelectMany(Stored) : [];
        IEnumerable<Obstacle> scalar = (method.Require & Vectorized) != 0 ? Vectorizer.Run(module).Remarks.SelectMany(Scalar) : [];
        return stored.Concat(scalar)
            .OrderBy(lost => lost.Function == lowered.Root.Name ? 0 : 1)
            .ThenBy(lost => lost.Line)
            .FirstOrDefault();
    }

    private static IEnumerable<Obstacle> Scalar(LoopRemark remark)
    {
        if (remark.Refusal is { } refusal)
        {
            string loop = remark.IsBackward ? "the adjoint of the loop" : "the loop";
            string why = refusal.Subject is null ? refusal.Reason : "it " + refusal.Reason;
            yield return Lost(remark.FunctionName, refusal.Statement?.Line ?? remark.Line, refusal.Statement?.Text,
                $"Cost.Vectorized, since {why} and {loop} stays scalar", "make the turns independent and what they use contiguous, or do not require Cost.Vectorized");
        }
    }

    private static IEnumerable<Obstacle> Stored(Function function)
    {
        Definitions definitions = new(function.Body);
        MemoryRoots roots = new(function);
        foreach (Operation operation in MemoryEffects.All(function.Body))
        {
            if (operation.Code == OpCode.Push || (operation.Code is OpCode.Store or OpCode.Copy && IsResidual(operation.Operands[operation.Code == OpCode.Copy ? 1 : 0])))
            {
                Value value = operation.Operands[operation.Code == OpCode.Copy ? 0 : 1];
                SourceLine? source = definitions.Of(value)?.Source ?? FirstUse(definitions, value) ?? operation.Source;
                string name = value.Name ?? "a value of it";
                yield return Lost(function.Name, source?.Line, source?.Text, $"Cost.TapeFree, since the backward pass needs {name} of every turn, which is stored",
                    "overwrite nothing that the backward pass needs, store less by Derivative.Checkpoint, or do not require Cost.TapeFree");
            }
        }

        bool IsResidual(Value memory) => roots.Of(memory).Any(root => root.Kind == MemoryRootKind.Allocation
            && definitions.Of(new Value(root.Number, IrType.I32)) is { } made && made.Has(OpFlags.Residual)
            && made.Operands.Any(size => definitions.LiteralOf(size) is null));
    }

    // What a loop carries is stored for the statement that uses it.
    private static SourceLine? FirstUse(Definitions definitions, Value value) => definitions.Parameter(value) is not { } carried ? null
        : carried.Operation.Regions.SelectMany(MemoryEffects.All)
            .FirstOrDefault(use => use.Operands.Contains(value) && use.Source is not null && use.Source != carried.Operation.Source)?.Source ?? carried.Operation.Source;

    private static Obstacle Lost(string function, int? line, string? text, string why, string instead) =>
        ReferenceTrial.InSource(new(function, line, text, why, instead) { Kind = ObstacleKind.Cost });
}
