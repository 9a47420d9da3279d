using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Analysis;

/// <summary>How often each value of a function is an operand or a yield.</summary>
internal sealed class UseCounts
{
    private readonly Dictionary<int, int> _counts = [];

    public UseCounts(Block body) => Visit(body);

    public int this[Value value] => _counts.TryGetValue(value.Id, out int count) ? count : 0;

    private void Visit(Block block)
    {
        foreach (Operation operation in block.Operations)
        {
            foreach (Value operand in operation.Operands)
            {
                Count(operand);
            }

            foreach (Block region in operation.Regions)
            {
                Visit(region);
            }
        }

        foreach (Value value in block.Yields)
        {
            Count(value);
        }
    }

    private void Count(Value value) => _counts[value.Id] = this[value] + 1;
}
