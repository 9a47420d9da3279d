using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Emission;

/// <summary>Keeps expressions to the length of a line: where one grows too long, its longest part becomes a statement.</summary>
internal sealed class ExpressionSize(FunctionFacts facts)
{
    private const int Longest = 70;

    private readonly Dictionary<int, int> _lengths = [];

    public void Limit() => Limit(facts.Body);

    private void Limit(IrRegion region)
    {
        foreach (IrNode node in region.Nodes.Where(node => node.IsLive))
        {
            node.Regions.ForEach(Limit);
            if (node.IsConditional && node.Regions.Any(arm => arm.Nodes.Any(inner => inner.IsLive && !inner.IsFolded)))
            {
                node.IsConditional = false;
                node.Placement = Placement.Statement;
            }

            int length = LengthOf(node);
            while (length > Longest && LongestOperand(node) is { } longest)
            {
                longest.Placement = Placement.Statement;
                _lengths.Remove(longest.Operation.Results.First(facts.IsNeeded).Id);
                length = LengthOf(node);
            }

            if (node.IsConditional && length > Longest && node.Placement == Placement.Statement)
            {
                node.IsConditional = false;
            }

            if (node.IsFolded)
            {
                _lengths[node.Operation.Results.First(facts.IsNeeded).Id] = length;
            }
        }
    }

    private IrNode? LongestOperand(IrNode node)
    {
        IrNode? longest = null;
        int most = 8;
        foreach (Value operand in node.Operation.Operands)
        {
            if (facts.DefinitionOf(operand) is { Placement: Placement.AtUse } definition && LengthOf(operand) > most
                && definition.Region == node.Region && !(node.Code == OpCode.For))
            {
                longest = definition;
                most = LengthOf(operand);
            }
        }

        return longest;
    }

    private int LengthOf(IrNode node) =>
        node.Operation.Operands.Sum(LengthOf) + OwnLength(node) + (node.IsConditional ? node.Regions.Sum(ArmLength) : 0);

    private int ArmLength(IrRegion arm) => facts.NeededYields(arm).Sum(i => LengthOf(arm.Block.Yields[i])) + 3;

    private int LengthOf(Value value)
    {
        if (_lengths.TryGetValue(value.Id, out int length))
        {
            return length;
        }

        return facts.DefinitionOf(value) is { Code: OpCode.Const } ? 3 : value.Name is { } name ? name.Length : 2;
    }

    private static int OwnLength(IrNode node) => node.Code switch
    {
        OpCode.Elementary => 8 + (node.Operation.Symbol?.Length ?? 0),
        OpCode.Call => 14,
        OpCode.Length => 7,
        OpCode.Field => 1 + (node.Operation.Symbol?.Length ?? 0),
        OpCode.Fma => 28,
        OpCode.Convert => 8,
        OpCode.Const or OpCode.Default or OpCode.View or OpCode.Follow or OpCode.Stop => 0,
        OpCode.Load or OpCode.Neg or OpCode.Not => 2,
        OpCode.Splat or OpCode.VectorLoad or OpCode.VectorStore or OpCode.Reduce => 16,
        _ => 3,
    };
}
