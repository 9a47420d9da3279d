using Adjoint.Generator.Analysis;
using Adjoint.Generator.Differentiation.Rules;
using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Differentiation;

/// <summary>Writes the forward mode of one function: every operation as it is, each followed by that of its tangents.</summary>
internal sealed partial class TangentWriter(
    ForwardMode mode, FunctionIndex index, Activity activity, CallSummaries summaries, RuleSet rules, TangentForm form)
{
    /// <summary>Tangents of scalars and shadows of references, by the id of the primal; absent means zero.</summary>
    private readonly Dictionary<int, Value> _tangents = [];

    /// <summary>The classes of memory that is not there: nothing reads it, so only its shadows are.</summary>
    private readonly HashSet<int> _discarded = [];

    public bool[] VariedResults { get; } = index.Function.Results.Select(activity.IsVaried).ToArray();

    /// <param name="name">The name of the function to make.</param>
    /// <param name="everyResult">Whether every floating result gets a tangent, zero where it has none.</param>
    public Function Write(string name, bool everyResult)
    {
        Function function = index.Function;
        BlockBuilder builder = new(function.NextId());
        List<Value> unaliased = [];
        List<Value> parameters = [];
        foreach (Value parameter in function.Parameters.Where((_, i) => form.IsKept(i)))
        {
            builder.AddParameter(parameter);
            parameters.Add(parameter);
            unaliased.AddRange(parameter.Type.IsReference && IsWritten(parameter) ? [parameter] : []);
        }

        foreach (Value parameter in function.Parameters.Where((_, i) => form.Active[i]))
        {
            Value tangent = builder.Parameter(ShadowTypes.OfTangent(parameter.Type), parameter.Name + "Tangent");
            _tangents[parameter.Id] = tangent;
            parameters.Add(tangent);
            unaliased.AddRange(parameter.Type.IsReference && IsWritten(parameter) ? [tangent] : []);
        }

        _discarded.UnionWith(form.Discarded.Select(i => activity.Classes.Of(function.Parameters[i])));
        foreach (Value parameter in form.Made.Select(i => function.Parameters[i]))
        {
            MemoryLoops.ZerosLike(builder, Shadow(parameter), parameter);
        }

        foreach (Value scratch in function.Parameters.Where((parameter, i) => !form.Active[i] && parameter.Type.IsReference && activity.IsVaried(parameter)))
        {
            if (scratch.Type is ObjectType or MemoryType { Element: ObjectType })
            {
                SourceLine? source = index.Operations.FirstOrDefault(site => summaries.WrittenOperands(site.Operation)
                    .Any(written => activity.Classes.Of(written) == activity.Classes.Of(scratch)))?.Operation.Source;
                throw new ObstacleException(function.Name, source, "it writes a value with a derivative into a parameter container that is constant here",
                    "write to a local or a span, or differentiate with respect to the container, too");
            }

            _tangents[scratch.Id] = MemoryLoops.ZerosLike(builder, scratch, ShadowTypes.Of(scratch.Type));
        }

        Operations(index.Root, builder);
        IEnumerable<Value> tangents = function.Results
            .Where((result, i) => VariedResults[i] || (everyResult && (result.Type.IsFloating || result.Type.RefersToFloating)))
            .Select(result => TangentOrZero(builder, result));
        Value[] results = [.. function.Results, .. tangents];
        return SettledNames.Run(new Function(name, builder.Build(results)) { Unaliased = new(unaliased.Select(value => parameters.IndexOf(value))) });
    }

    private bool IsWritten(Value parameter) => index.Operations
        .SelectMany(site => summaries.WrittenOperands(site.Operation))
        .Any(written => activity.Classes.Of(written) == activity.Classes.Of(parameter));

    private void Operations(BlockSite block, BlockBuilder builder)
    {
        foreach (OperationSite site in block.Operations)
        {
            builder.Source = site.Operation.Source ?? builder.Source;
            Write(site, builder);
        }
    }

    private void Write(OperationSite site, BlockBuilder builder)
    {
        Operation operation = site.Operation;
        switch (operation.Code)
        {
            case OpCode.If:
                WriteIf(site, builder);
                break;
            case OpCode.For:
                WriteFor(site, builder);
                break;
            case OpCode.While:
                WriteWhile(site, builder);
                break;
            case OpCode.Call when operation.Operands.Any(activity.IsVaried):
                WriteCall(operation, builder);
                break;
            case OpCode.Accumulate or OpCode.Store or OpCode.Fill or OpCode.Copy or OpCode.Push or OpCode.VectorStore or OpCode.FromTensor:
                WriteToMemory(operation, builder);
                break;
            case OpCode.Length when IsDiscarded(operation.Operands[0]):
                builder.Append(operation with { Operands = new([Shadow(operation.Operands[0])]) });
                break;
            case not OpCode.Call when operation.Results.Count == 1 && IsDiscarded(operation.Result):
                Set(operation.Result, ShadowOf(operation, builder));
                break;
            default:
                builder.Append(operation);
                if (operation.Results.Count == 1 && activity.IsVaried(operation.Result))
                {
                    Set(operation.Result, operation.Result.Type.IsReference
                        ? ShadowOf(operation, builder)
                        : Tangent(operation, builder));
                }

                break;
        }
    }

    private void Set(Value primal, Value? tangent)
    {
        if (tangent is not null)
        {
            _tangents[primal.Id] = tangent;
        }
    }

    private Value? TangentOf(Value primal) => _tangents.TryGetValue(primal.Id, out Value? tangent) ? tangent : null;

    private Value TangentOrZero(BlockBuilder builder, Value primal) => TangentOf(primal)
        ?? (primal.Type.IsReference
            ? builder.Emit(OpCode.Default, ShadowTypes.OfTangent(primal.Type), [])
            : builder.Floating(primal.Type, 0));

    private bool IsDiscarded(Value value) => value.Type.IsReference && _discarded.Contains(activity.Classes.Of(value));

    private Value Shadow(Value primal) => TangentOf(primal)
        ?? throw new InvalidOperationException($"'{primal}' is varied and has no tangent");

    private static string? NameOf(Value primal) => AdjointMap.NameOf(primal);

    private Value? Tangent(Operation operation, BlockBuilder builder)
    {
        Value result = operation.Result;
        Value[] Rest(int first) => operation.Operands.Skip(first).ToArray();
        switch (operation.Code)
        {
            case OpCode.Load when activity.IsVaried(operation.Operands[0]):
                return builder.Emit(OpCode.Load, result.Type, [Shadow(operation.Operands[0]), .. Rest(1)], NameOf(result), OpFlags.Safe);
            case OpCode.Pop or OpCode.VectorLoad or OpCode.ToTensor when activity.IsVaried(operation.Operands[0]):
                return builder.Emit(operation.Code, result.Type, [Shadow(operation.Operands[0]), .. Rest(1)], NameOf(result), operation.Flags | SafeOf(operation));
            case OpCode.Splat or OpCode.Broadcast or OpCode.SumTo:
                return TangentOf(operation.Operands[0]) is { } tangent ? builder.Emit(operation.Code, result.Type, [tangent], NameOf(result)) : null;
            case OpCode.Reduce:
                return TangentOf(operation.Operands[0]) is { } lanes ? ReduceTangent(operation, builder, lanes) : null;
            case OpCode.MatMul:
                return MatMulTangent(operation, builder);
            default:
                Value? value = RuleExpansion.Tangent(builder, operation, i => TangentOf(operation.Operands[i]), i => operation.Operands[i],
                    () => result, primal => new SignAnalysis(index).Of(primal) is Signs.Positive or Signs.Negative, rules,
                    primal => index.ConstantOf(primal));
                return value is null ? null : builder.Named(value, NameOf(result));
        }
    }

    private static OpFlags SafeOf(Operation operation) =>
        (operation.Info.Effects & Effects.Traps) != 0 ? OpFlags.Safe : OpFlags.None;

    private static Value ReduceTangent(Operation operation, BlockBuilder builder, Value lanes)
    {
        Value operand = operation.Operands[0];
        if (operation.Symbol == "add")
        {
            return builder.Emit(OpCode.Reduce, operation.Result.Type, [lanes], NameOf(operation.Result), symbol: "add");
        }

        Value result = SpreadLanes.Of(builder, operation.Result, operand.Type);
        if (operation.Symbol == "mul")
        {
            Value shares = builder.Binary(OpCode.Mul, builder.Binary(OpCode.Div, result, operand), lanes);
            return builder.Emit(OpCode.Reduce, operation.Result.Type, [shares], NameOf(operation.Result), symbol: "add");
        }

        Value zero = builder.Floating(operand.Type, 0);
        Value isChosen = builder.Compare(OpCode.Equal, operand, result);
        Value count = builder.Emit(OpCode.Reduce, operation.Result.Type, [builder.Select(isChosen, builder.Floating(operand.Type, 1), zero)], symbol: "add");
        Value sum = builder.Emit(OpCode.Reduce, operation.Result.Type, [builder.Select(isChosen, lanes, zero)], symbol: "add");
        return builder.Binary(OpCode.Div, sum, count, NameOf(operation.Result));
    }

    private Value? MatMulTangent(Operation operation, BlockBuilder builder)
    {
        Value Product(Value left, Value right) => builder.Emit(OpCode.MatMul, operation.Result.Type, [left, right], symbol: operation.Symbol);
        Value? first = TangentOf(operation.Operands[0]) is { } left ? Product(left, operation.Operands[1]) : null;
        Value? second = TangentOf(operation.Operands[1]) is { } right ? Product(operation.Operands[0], right) : null;
        return first is null ? second : second is null ? first : builder.Binary(OpCode.Add, first, second, NameOf(operation.Result), OpFlags.Adjoint);
    }
}
