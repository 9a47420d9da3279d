using Adjoint.Generator.Analysis;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Vectorization;

/// <summary>What became of every loop of the source, function by function in the order of lines: what the vectoriser said, and where those went that it never saw.</summary>
internal static class LoopFates
{
    /// <param name="primal">The functions before differentiation, and what was made of them.</param>
    /// <param name="optimized">The functions that the vectoriser was given.</param>
    /// <param name="told">What it said.</param>
    public static IReadOnlyList<LoopRemark> Of(Module primal, Module optimized, IReadOnlyList<LoopRemark> told)
    {
        List<LoopRemark> fates = [];
        foreach (Function function in optimized.Functions)
        {
            LoopRemark[] own = told.Where(remark => remark.FunctionName == function.Name).ToArray();
            fates.AddRange(own
                .Where(remark => !remark.IsBackward || !own.Contains(remark with { IsBackward = false }))
                .Concat(Lost(primal, function))
                .Concat(RunAgain(optimized, function))
                .Distinct()
                .OrderBy(remark => remark.Line)
                .ThenBy(remark => remark.IsBackward));
        }

        return fates;
    }

    private static IEnumerable<LoopRemark> Lost(Module primal, Function function)
    {
        string name = FunctionNames.SourceOf(function.Name);
        Function? source = primal.Find(FunctionNames.Forward(name)) ?? primal.Find(name);
        if (source is null || function.Name == FunctionNames.Reverse(name))
        {
            yield break;
        }

        Operation[] loops = Loops(function.Body);
        HashSet<int> lines = [.. loops.Select(loop => loop.Source!.Line)];
        foreach (Operation loop in Loops(source.Body).Where(loop => !lines.Contains(loop.Source!.Line)))
        {
            HashSet<SourceLine> statements = [.. Statements(loop)];
            Operation? host = loops.FirstOrDefault(other => Statements(other).Any(statements.Contains));
            yield return new(loop.Source!.Line, host is null ? "no loop is left of it" : "one with the loop of line")
            {
                FunctionName = function.Name,
                Host = host?.Source!.Line,
            };
        }
    }

    // Loops with snapshots, and methods that are checkpointed, are reversed by calls.
    private static IEnumerable<LoopRemark> RunAgain(Module optimized, Function function)
    {
        Operation[] operations = MemoryEffects.All(function.Body).ToArray();
        foreach (Operation call in operations.Where(operation => operation is { Code: OpCode.Call, Source: not null }))
        {
            if (call.Symbol != FunctionNames.Vjp(function.Name) && optimized.Find(call.Symbol!) is { Checkpoint: CheckpointKind.Reversed } callee && !function.Name.EndsWith(":sweep", StringComparison.Ordinal))
            {
                bool isLoop = callee.Parameters.Count > 0 && callee.Parameters[0].Name == "snapshots";
                Literal? count = isLoop ? operations.FirstOrDefault(operation => operation.Code == OpCode.Const && operation.Result.Id == call.Operands[0].Id)?.Literal : null;
                string kept = !isLoop ? "" : count is { } known && known.ToString() is var number && number != "0" ? $" between {number} snapshots of its state" : " between snapshots of its state";
                yield return new(call.Source!.Line, isLoop ? $"runs again{kept}, nothing else stored" : $"'{call.Source.Text}' runs again what is checkpointed, of which nothing is stored")
                {
                    FunctionName = function.Name,
                    IsBackward = true,
                };
            }
        }
    }

    private static Operation[] Loops(Block block) =>
        MemoryEffects.All(block).Where(operation => operation.Code is OpCode.For or OpCode.While && operation.Source is not null).ToArray();

    private static IEnumerable<SourceLine> Statements(Operation loop) => loop.Regions.SelectMany(MemoryEffects.All)
        .Where(operation => operation.Source is not null && operation.Source != loop.Source)
        .Select(operation => operation.Source!);
}
