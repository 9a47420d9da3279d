using Adjoint.Generator.Differentiation.Rules;
using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Tests.Rules;

/// <summary>A function without memory or control, with the two modes in their barest form: the table and nothing else.</summary>
internal sealed record StraightLine(EquatableArray<Value> Parameters, EquatableArray<Operation> Operations, Value Result)
{
    private int NextId => Parameters.Concat(Operations.Select(operation => operation.Result)).Max(value => value.Id) + 1;

    /// <summary>The seed times one operation on parameters: <c>w * op(x, y, z)</c>, the seed being the last parameter.</summary>
    public static StraightLine Of(OpCode code, string? symbol, IrType[] operands, IrType result)
    {
        BlockBuilder builder = new();
        Value[] parameters = operands.Append(result).Select(type => builder.NewValue(type)).ToArray();
        Value value = builder.Emit(code, result, parameters[..^1], symbol: symbol);
        Value product = builder.Binary(OpCode.Mul, parameters[^1], value);
        return new(new(parameters), new(builder.Operations), product);
    }

    /// <summary>The same function for every type.</summary>
    public static StraightLine Of(Rule rule, IrType type)
    {
        Elementary? function = Elementary.Find(rule.Name);
        IrType[] operands = Enumerable.Range(0, rule.Contributions.Count)
            .Select(i => function?.IsIntegerOperand(i) ?? false ? IrType.I32 : rule.Name == "select" && i == 0 ? IrType.Bool : type)
            .ToArray();
        return Of(function is null ? OpInfo.Named(rule.Name)!.Value : OpCode.Elementary, function?.Name, operands, type);
    }

    /// <summary>The derivative with respect to a parameter, in forward mode.</summary>
    public StraightLine Forward(int parameter, RuleSet? rules = null)
    {
        BlockBuilder builder = Copy();
        Dictionary<Value, Value> tangents = new() { [Parameters[parameter]] = builder.Floating(Parameters[parameter].Type, 1) };
        foreach (Operation operation in Operations.Where(HasRule))
        {
            Value? tangent = RuleExpansion.Tangent(
                builder, operation, i => tangents.GetValueOrDefault(operation.Operands[i]),
                i => operation.Operands[i], () => operation.Result, rules: rules);
            if (tangent is not null)
            {
                tangents[operation.Result] = tangent;
            }
        }

        return Finish(builder, tangents.GetValueOrDefault(Result));
    }

    /// <summary>The derivative with respect to a parameter, in reverse mode.</summary>
    public StraightLine Reverse(int parameter, RuleSet? rules = null)
    {
        BlockBuilder builder = Copy();
        Dictionary<Value, Value> cotangents = new() { [Result] = builder.Floating(Result.Type, 1) };
        foreach (Operation operation in Operations.Where(HasRule).Reverse())
        {
            if (!cotangents.TryGetValue(operation.Result, out Value? seed))
            {
                continue;
            }

            for (int i = 0; i < operation.Operands.Count; i++)
            {
                if (RuleExpansion.Contribution(
                    builder, operation, i, seed, j => operation.Operands[j], () => operation.Result, rules: rules) is { } value)
                {
                    Value operand = operation.Operands[i];
                    cotangents[operand] = cotangents.TryGetValue(operand, out Value? sum)
                        ? builder.Binary(OpCode.Add, sum, value)
                        : value;
                }
            }
        }

        return Finish(builder, cotangents.GetValueOrDefault(Parameters[parameter]));
    }

    public Function ToFunction() => new("F", new Block(Parameters, Operations, new([Result])));

    /// <summary>The value in double precision; conditions are 1 and 0.</summary>
    public double Run(params double[] arguments)
    {
        Dictionary<Value, double> values = [];
        for (int i = 0; i < arguments.Length; i++)
        {
            values[Parameters[i]] = arguments[i];
        }

        foreach (Operation operation in Operations)
        {
            values[operation.Result] = Value(operation, operation.Operands.Select(operand => values[operand]).ToArray());
        }

        return values[Result];
    }

    private static double Value(Operation operation, double[] x) => operation.Code switch
    {
        OpCode.Const => operation.Literal!.Value.IsFloating ? operation.Literal.Value.Floating : operation.Literal.Value.Integer,
        OpCode.Add => x[0] + x[1],
        OpCode.Sub => x[0] - x[1],
        OpCode.Mul => x[0] * x[1],
        OpCode.Div => x[0] / x[1],
        OpCode.Rem => x[0] % x[1],
        OpCode.Neg => -x[0],
        OpCode.Fma => Math.FusedMultiplyAdd(x[0], x[1], x[2]),
        OpCode.And => x[0] != 0 && x[1] != 0 ? 1 : 0,
        OpCode.Or => x[0] != 0 || x[1] != 0 ? 1 : 0,
        OpCode.Not => x[0] == 0 ? 1 : 0,
        OpCode.Equal => x[0] == x[1] ? 1 : 0,
        OpCode.NotEqual => x[0] != x[1] ? 1 : 0,
        OpCode.Less => x[0] < x[1] ? 1 : 0,
        OpCode.LessEqual => x[0] <= x[1] ? 1 : 0,
        OpCode.Greater => x[0] > x[1] ? 1 : 0,
        OpCode.GreaterEqual => x[0] >= x[1] ? 1 : 0,
        OpCode.Select => x[0] != 0 ? x[1] : x[2],
        OpCode.Convert => operation.Result.Type == IrType.F32 ? (float)x[0] : x[0],
        OpCode.Stop => x[0],
        OpCode.Elementary => ElementaryValues.Of(operation.Symbol!, x),
        _ => throw new InvalidOperationException(operation.Info.Mnemonic + " is not of a straight line"),
    };

    // The others are constants, and constants spread over lanes.
    private static bool HasRule(Operation operation) => RuleTable.Find(operation) is not null;

    private BlockBuilder Copy()
    {
        BlockBuilder builder = new(NextId);
        foreach (Operation operation in Operations)
        {
            builder.Append(operation);
        }

        return builder;
    }

    private StraightLine Finish(BlockBuilder builder, Value? result)
    {
        result ??= builder.Floating(Result.Type, 0);
        return new(Parameters, new(builder.Operations), result);
    }
}
