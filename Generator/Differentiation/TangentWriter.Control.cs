using Adjoint.Generator.Analysis;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Differentiation;

/// <summary>Tangents through branches, loops and calls: each varied result or carried value has its tangent beside it.</summary>
internal sealed partial class TangentWriter
{
    private void WriteIf(OperationSite site, BlockBuilder builder)
    {
        Operation operation = site.Operation;
        int[] varied = Varied(operation.Results);
        Block[] regions = new Block[2];
        for (int arm = 0; arm < 2; arm++)
        {
            BlockBuilder inner = builder.Nested();
            Operations(site.Regions[arm], inner);
            Block block = operation.Regions[arm];
            Value[] yields = [.. block.Yields, .. varied.Select(i => TangentOrZero(inner, block.Yields[i]))];
            regions[arm] = inner.Build(yields);
        }

        Append(operation, builder, operation.Operands.ToArray(), regions, varied);
    }

    private void WriteFor(OperationSite site, BlockBuilder builder)
    {
        Operation loop = site.Operation;
        int[] varied = Varied(loop.Results);
        Value[] initial = varied.Select(i => TangentOrZero(builder, loop.Operands[i + 2])).ToArray();
        Block body = Body(site.Regions[0], builder, varied, 1, yieldsTangents: true);
        Append(loop, builder, [.. loop.Operands, .. initial], [body], varied);
    }

    private void WriteWhile(OperationSite site, BlockBuilder builder)
    {
        Operation loop = site.Operation;
        int[] varied = Varied(loop.Results);
        Value[] initial = varied.Select(i => TangentOrZero(builder, loop.Operands[i])).ToArray();
        Block condition = Body(site.Regions[0], builder, varied, 0, yieldsTangents: false);
        Block body = Body(site.Regions[1], builder, varied, 0, yieldsTangents: true);
        Append(loop, builder, [.. loop.Operands, .. initial], [condition, body], varied);
    }

    private Block Body(BlockSite block, BlockBuilder builder, int[] varied, int firstCarried, bool yieldsTangents)
    {
        BlockBuilder inner = builder.Nested();
        foreach (Value parameter in block.Block.Parameters)
        {
            inner.AddParameter(parameter);
        }

        foreach (int i in varied)
        {
            Value carried = block.Block.Parameters[i + firstCarried];
            Set(carried, inner.Parameter(ShadowTypes.OfTangent(carried.Type), NameOf(carried)));
        }

        Operations(block, inner);
        Value[] yields = yieldsTangents
            ? [.. block.Block.Yields, .. varied.Select(i => TangentOrZero(inner, block.Block.Yields[i]))]
            : [.. block.Block.Yields];
        return inner.Build(yields);
    }

    private void Append(Operation operation, BlockBuilder builder, Value[] operands, Block[] regions, int[] varied)
    {
        Value[] tangents = varied.Select(i => builder.NewValue(ShadowTypes.OfTangent(operation.Results[i].Type), NameOf(operation.Results[i]))).ToArray();
        for (int i = 0; i < varied.Length; i++)
        {
            Set(operation.Results[varied[i]], tangents[i]);
        }

        builder.Append(operation with
        {
            Operands = new(operands),
            Results = new(operation.Results.Concat(tangents)),
            Regions = new(regions),
            Facts = null,
        });
    }

    private int[] Varied(IReadOnlyList<Value> values) =>
        Enumerable.Range(0, values.Count).Where(i => activity.IsVaried(values[i])).ToArray();

    private void WriteCall(Operation call, BlockBuilder builder)
    {
        bool[] varied = call.Operands.Select(activity.IsVaried).ToArray();
        bool[] discarded = call.Operands.Select(IsDiscarded).ToArray();
        (string name, bool[] variedResults) = mode.FormOf(call.Symbol!, varied, discarded, index.Function.Name, call.Source);
        Value[] tangents = call.Operands.Where((_, i) => varied[i]).Select(operand => TangentOrZero(builder, operand)).ToArray();
        Value[] results = call.Results.Where((_, i) => variedResults[i])
            .Select(result => builder.NewValue(ShadowTypes.OfTangent(result.Type), NameOf(result))).ToArray();
        int next = 0;
        foreach (Value result in call.Results.Where((_, i) => variedResults[i]))
        {
            Set(result, results[next++]);
        }

        builder.Append(call with
        {
            Symbol = name,
            Operands = new(call.Operands.Where((_, i) => !discarded[i]).Concat(tangents)),
            Results = new(call.Results.Concat(results)),
        });
    }
}
