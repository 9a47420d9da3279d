using Adjoint.Generator.Analysis;
using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;
using Adjoint.Generator.Optimization;

namespace Adjoint.Generator.Vectorization;

/// <summary>What a loop uses from outside: arguments, and what a helper can make for itself (constants, lengths of its memory, locations in containers).</summary>
internal sealed class HelperSignature
{
    private readonly VectorPlan _plan;
    private readonly Definitions _definitions;
    private readonly List<Value> _arguments = [];
    private readonly List<Operation> _remade = [];

    public HelperSignature(VectorPlan plan)
    {
        _plan = plan;
        _definitions = plan.Definitions;
        Definitions inside = new(plan.Body);
        Value[] used = MemoryEffects.All(plan.Body)
            .SelectMany(operation => operation.Operands.Concat(operation.Regions.SelectMany(region => region.Yields)))
            .Concat(plan.Body.Yields)
            .Where(value => value.Id != plan.Index.Id && !inside.Contains(value) && !plan.Body.Parameters.Contains(value))
            .ToArray();
        HashSet<int> memory = new(used.Where(value => value.Type is MemoryType).Select(value => value.Id));
        HashSet<int> seen = [];
        foreach (Value value in plan.Loop.Operands.Take(2).Concat(used).Concat(plan.Loop.Operands.Skip(2)))
        {
            if (seen.Add(value.Id))
            {
                Add(value, memory);
            }
        }
    }

    /// <summary>The values of the caller that are passed, in order; arrays of numbers as spans.</summary>
    public IReadOnlyList<Value> Arguments => _arguments;

    public EquatableArray<IrType> Results => new(_plan.Loop.Results.Select(result => result.Type));

    /// <summary>The type in which a value is passed.</summary>
    public static IrType PassedAs(IrType type) => type is MemoryType { Kind: MemoryKind.Array, Element: ScalarType } array
        ? MemoryType.Span(array.Element)
        : type;

    /// <summary>Parameters for the arguments, and what the helper makes for itself.</summary>
    public void Begin(BlockBuilder entry, Cloning copies)
    {
        foreach (Value argument in _arguments)
        {
            copies.Map(argument, entry.Parameter(PassedAs(argument.Type), argument.Name));
        }

        foreach (Operation operation in _remade)
        {
            entry.Append(copies.Clone(operation));
        }
    }

    private void Add(Value value, HashSet<int> memory)
    {
        Operation? made = _definitions.Of(value);
        bool length = made is { Code: OpCode.Length } && memory.Contains(made.Operands[0].Id);
        if (made is { Code: OpCode.Const } || length)
        {
            _remade.Add(made!);
        }
        else if (made is { Code: OpCode.Field, Result.Type: MemoryType { Kind: MemoryKind.Ref } } && made.Operands[0].Type is ObjectType)
        {
            // A number of a container may be a property, which cannot be passed by reference: its owner is.
            if (!_arguments.Contains(made.Operands[0]))
            {
                _arguments.Add(made.Operands[0]);
            }

            _remade.Add(made);
        }
        else if (!_arguments.Contains(value))
        {
            _arguments.Add(value);
        }
    }
}
