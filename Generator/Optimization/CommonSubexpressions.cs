using System.Globalization;
using System.Text;
using Adjoint.Generator.Analysis;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Optimization;

/// <summary>Gives an expression that has been computed, and is still valid, in the place of computing it again.</summary>
/// <remarks>
/// <code>
/// %3: f32 = load %0, %1             gives  %3: f32 = load %0, %1
/// %4: f32 = load %0, %1                    %5: f32 = mul %3, %3
/// %5: f32 = mul %3, %4
/// </code>
/// An expression is known where it dominates. A load is known until something may write where it read; a store makes what it
/// stored known. An operation that can trap and is dominated by its like would have trapped there, so it is merged too.
/// </remarks>
internal sealed class CommonSubexpressions : Rewriter
{
    private readonly MemoryRoots _roots;
    private readonly Stack<Dictionary<string, Known>> _scopes = new();

    private CommonSubexpressions(Function function) => _roots = new MemoryRoots(function);

    public static Function Run(Function function) => new CommonSubexpressions(function).Rewrite(function);

    /// <param name="Value">What the expression gave; none once memory has changed.</param>
    /// <param name="Memory">The memory that it read, if it read any.</param>
    private readonly record struct Known(Value? Value, Value? Memory);

    protected override Block RewriteBlock(Block block)
    {
        _scopes.Push([]);
        Block result = base.RewriteBlock(block);
        _scopes.Pop();
        return result;
    }

    protected override void Visit(Operation operation)
    {
        if (operation.Regions.Count > 0)
        {
            VisitRegions(operation);
            return;
        }

        bool load = operation.Code is OpCode.Load or OpCode.VectorLoad;
        if (operation.Results.Count == 1 && (load || operation.IsPure))
        {
            string key = Key(operation);
            if (Find(key) is { } known && !IsLooser(known, operation))
            {
                Replace(operation.Result, known);
                return;
            }

            _scopes.Peek()[key] = new Known(operation.Result, load ? operation.Operands[0] : null);
            Append(operation);
            return;
        }

        Append(operation);
        Forget(operation);
        if (operation.Code == OpCode.Store)
        {
            Value memory = operation.Operands[0], stored = operation.Operands[1];
            _scopes.Peek()[LoadKey(memory, operation.Operands.Skip(2))] = new Known(stored, memory);
        }
    }

    // A turn of a loop starts from what any turn may have left, and a later operation from what any arm may have.
    private void VisitRegions(Operation operation)
    {
        if (operation.Code is OpCode.For or OpCode.While)
        {
            ForgetAll(operation);
            Append(RewriteRegions(operation));
        }
        else
        {
            Append(RewriteRegions(operation));
            ForgetAll(operation);
        }
    }

    private void ForgetAll(Operation operation)
    {
        foreach (Block region in operation.Regions)
        {
            foreach (Operation nested in MemoryEffects.All(region))
            {
                Forget(nested);
            }
        }
    }

    // Loads from memory that the operation may write are no longer known, in this block and until its end for those around it.
    private void Forget(Operation operation)
    {
        if (!MemoryEffects.Writes(operation).Any() && !MemoryEffects.TouchesUnknown(operation))
        {
            return;
        }

        List<string> gone = [];
        foreach (Dictionary<string, Known> scope in _scopes)
        {
            gone.AddRange(scope
                .Where(entry => entry.Value is { Value: not null, Memory: { } memory } && _roots.MayWrite(operation, memory))
                .Select(entry => entry.Key));
        }

        foreach (string key in gone)
        {
            _scopes.Peek()[key] = default;
        }
    }

    // Identities that hold for cotangents alone must not reach a value that other code uses.
    private bool IsLooser(Value known, Operation operation) =>
        !operation.Has(OpFlags.Adjoint) && Definition(known) is { } definition && definition.Has(OpFlags.Adjoint) && operation.Code != OpCode.Load;

    private Value? Find(string key)
    {
        foreach (Dictionary<string, Known> scope in _scopes)
        {
            if (scope.TryGetValue(key, out Known known))
            {
                return known.Value;
            }
        }

        return null;
    }

    private string LoadKey(Value memory, IEnumerable<Value> indices)
    {
        StringBuilder key = new("load");
        foreach (Value operand in indices.Prepend(Whole(memory)))
        {
            key.Append(' ').Append(operand.Id.ToString(CultureInfo.InvariantCulture));
        }

        return key.ToString();
    }

    /// <summary>What a span or array is a view of, element for element.</summary>
    private Value Whole(Value memory)
    {
        while (Definition(memory) is { Code: OpCode.View, Operands: [{ Type: MemoryType { Rank: 1, Kind: not MemoryKind.Rows } } viewed] })
        {
            memory = viewed;
        }

        return memory;
    }

    // Safe, like the name of a variable, says nothing about the value.
    private string Key(Operation operation)
    {
        if (operation.Code == OpCode.Load)
        {
            return LoadKey(operation.Operands[0], operation.Operands.Skip(1));
        }

        StringBuilder key = new(operation.Info.Mnemonic);
        foreach (Value operand in IsCommutative(operation) ? operation.Operands.OrderBy(value => value.Id) : operation.Operands.AsEnumerable())
        {
            key.Append(' ').Append(operand.Id.ToString(CultureInfo.InvariantCulture));
        }

        key.Append('|').Append(operation.Result.Type);
        key.Append('|').Append(operation.Symbol).Append('|').Append(operation.Number.ToString(CultureInfo.InvariantCulture));
        key.Append('|').Append(operation.Flags & ~(OpFlags.Safe | OpFlags.Adjoint)).Append('|').Append(operation.Literal);
        return key.ToString();
    }

    // The payload of a NaN apart, which C# does not define, the order of factors and terms is of no account.
    private static bool IsCommutative(Operation operation) =>
        operation.Code is OpCode.Add or OpCode.Mul or OpCode.And or OpCode.Or or OpCode.Xor or OpCode.Equal or OpCode.NotEqual;
}
