using Adjoint.Generator.Differentiation.Rules;
using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;
using Adjoint.Generator.Tests.Ir;

namespace Adjoint.Generator.Tests.Rules;

/// <summary>A function without memory or control, with the two modes in their barest form: the table and nothing else.</summary>
internal sealed class StraightLine(EquatableArray<Value> parameters, EquatableArray<Operation> operations, Value result)
{
    private readonly Lazy<Interpreter> _interpreter = new(() => new Interpreter(Executable(parameters, operations, result)));

    public EquatableArray<Value> Parameters => parameters;

    public EquatableArray<Operation> Operations => operations;

    public Value Result => result;

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

    public Module ToModule() => ToModule(parameters, operations, result);

    /// <summary>The value in double precision; conditions are 1 and 0, integers are whole.</summary>
    public double Run(params double[] arguments)
    {
        object?[] values = parameters.Select((parameter, i) => Argument(parameter.Type, arguments[i])).ToArray();
        return Convert.ToDouble(Run(values));
    }

    /// <summary>The value, in the types of the parameters.</summary>
    public object? Run(params object?[] arguments) => _interpreter.Value.Call("F", arguments)[0];

    public static object Argument(IrType type, double value) => type switch
    {
        ScalarType { Kind: ScalarKind.Bool } => value != 0,
        ScalarType { Kind: ScalarKind.I32 } => (int)value,
        ScalarType { Kind: ScalarKind.F32 } => (float)value,
        _ => value,
    };

    private static Module ToModule(EquatableArray<Value> parameters, EquatableArray<Operation> operations, Value result) =>
        new(default, new([new Function("F", new Block(parameters, operations, new([result])))]));

    // The estimates are as coarse as the processor likes; their derivative is that of what they estimate.
    private static Module Executable(EquatableArray<Value> parameters, EquatableArray<Operation> operations, Value result)
    {
        BlockBuilder exact = new(parameters.Concat(operations.Select(operation => operation.Result)).Max(value => value.Id) + 1);
        foreach (Operation operation in operations)
        {
            if (operation.Symbol is not ("ReciprocalEstimate" or "ReciprocalSqrtEstimate"))
            {
                exact.Append(operation);
                continue;
            }

            Value x = operation.Operands[0];
            Value root = operation.Symbol == "ReciprocalEstimate" ? x : exact.Math("Sqrt", x);
            exact.Append(new Operation(OpCode.Div, new([exact.Floating(x.Type, 1), root]), operation.Results));
        }

        return ToModule(parameters, new(exact.Operations), result);
    }

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
