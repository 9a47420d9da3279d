using Adjoint.Generator.Analysis;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Vectorization;

/// <summary>Finds the values of a loop body that are needed lane by lane, back from what is stored and carried, and whether each has a vector form.</summary>
internal sealed class LaneDemand
{
    private readonly Func<Value, bool> _isInvariant;
    private readonly Definitions _inside;
    private readonly Stack<Value> _pending = new();

    public LaneDemand(Block body, Func<Value, bool> isInvariant, Definitions inside)
    {
        _isInvariant = isInvariant;
        _inside = inside;
        AddRoots(body);
        foreach (Value yielded in body.Yields)
        {
            Need(yielded);
        }

        while (_pending.Count > 0)
        {
            Value value = _pending.Pop();
            if (_inside.Result(value) is var (operation, index))
            {
                Follow(operation, index);
            }
        }
    }

    public HashSet<int> Needed { get; } = [];

    public Refusal? Refusal { get; private set; }

    public int Widest { get; private set; }

    public int Narrowest { get; private set; } = 8;

    public int Size { get; private set; }

    private void AddRoots(Block block)
    {
        foreach (Operation operation in block.Operations)
        {
            switch (operation.Code)
            {
                case OpCode.Store or OpCode.Accumulate:
                    Need(operation.Operands[1]);
                    Size++;
                    break;
                case OpCode.If:
                    AddRoots(operation.Regions[0]);
                    AddRoots(operation.Regions[1]);
                    if (operation.Regions.Any(region => MemoryEffects.All(region).Any(nested => nested.Code is OpCode.Store or OpCode.Accumulate)))
                    {
                        Need(operation.Operands[0]);
                    }

                    break;
            }
        }
    }

    private void Need(Value value)
    {
        Measure(value);
        if (!_isInvariant(value) && Needed.Add(value.Id))
        {
            _pending.Push(value);
        }
    }

    private void Measure(Value value)
    {
        int bytes = LaneTypes.Bytes(value.Type);
        if (bytes > 0)
        {
            Widest = Math.Max(Widest, bytes);
            Narrowest = Math.Min(Narrowest, bytes);
        }
    }

    private void Follow(Operation operation, int index)
    {
        if (Obstacle(operation) is { } obstacle)
        {
            Refusal ??= Remarks.Scalar(operation, obstacle);
            return;
        }

        Size += operation.Code == OpCode.Elementary && operation.Symbol is not ("Abs" or "Max" or "Min" or "Sqrt") ? 12 : 1;
        switch (operation.Code)
        {
            case OpCode.Load:
                break;
            case OpCode.If:
                Need(operation.Operands[0]);
                Need(operation.Regions[0].Yields[index]);
                Need(operation.Regions[1].Yields[index]);
                break;
            default:
                foreach (Value operand in operation.Operands)
                {
                    Need(operand);
                }

                break;
        }
    }

    private static string? Obstacle(Operation operation)
    {
        bool known = operation.Results.All(result => LaneTypes.Bytes(result.Type) > 0 || LaneTypes.IsMask(result.Type));
        if (!known && operation.Code != OpCode.If)
        {
            return $"works on {operation.Results[0].Type}, which has no vector form";
        }

        bool floating = operation.Results.Count > 0 && operation.Results[0].Type.IsFloating;
        return operation.Code switch
        {
            OpCode.If or OpCode.Load or OpCode.Select or OpCode.Follow or OpCode.Stop or OpCode.Fma => null,
            OpCode.Add or OpCode.Sub or OpCode.Mul or OpCode.Neg when operation.Has(OpFlags.Checked) => "can overflow in any turn",
            OpCode.Add or OpCode.Sub or OpCode.Mul or OpCode.Neg => null,
            OpCode.And or OpCode.Or or OpCode.Xor or OpCode.Not => null,
            OpCode.Div when floating => null,
            OpCode.Equal or OpCode.NotEqual or OpCode.Less or OpCode.LessEqual or OpCode.Greater or OpCode.GreaterEqual =>
                LaneTypes.Bytes(operation.Operands[0].Type) > 0 || LaneTypes.IsMask(operation.Operands[0].Type)
                    ? null
                    : $"compares {operation.Operands[0].Type}, which has no vector form",
            OpCode.Convert when operation.Operands[0].Type is ScalarType from && operation.Results[0].Type is ScalarType to
                && !operation.Has(OpFlags.Checked) && LaneTypes.CanConvert(from.Kind, to.Kind) => null,
            OpCode.Convert => $"converts {operation.Operands[0].Type} to {operation.Results[0].Type}, which has no vector form",
            OpCode.Elementary when operation.Has(OpFlags.Strict) && !LaneTypes.IsExact(operation) => "must be Strict, and its vector form rounds differently",
            OpCode.Elementary when LaneTypes.HasVectorForm(operation) => null,
            OpCode.Elementary => $"calls {operation.Symbol}, which has no vector form",
            _ => $"has no vector form ({operation.Info.Mnemonic})",
        };
    }
}
