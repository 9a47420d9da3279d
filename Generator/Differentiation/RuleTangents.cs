using Adjoint.Generator.Analysis;
using Adjoint.Generator.Ir;
using Adjoint.Generator.Pipeline;

namespace Adjoint.Generator.Differentiation;

/// <summary>The tangent form of a function with a rule of the user: the forward rule where there is one, else products of the reverse rule with the tangents.</summary>
internal static class RuleTangents
{
    /// <param name="function">The function.</param>
    /// <param name="form">Which arguments are varied.</param>
    /// <param name="name">The name of the function to make.</param>
    /// <param name="summaries">Summaries of the module.</param>
    /// <param name="caller">Who calls it.</param>
    /// <param name="source">Where.</param>
    /// <returns>Takes the parameters and the tangents of those that are varied; gives the results and a tangent for each floating one.</returns>
    public static Function Write(Function function, TangentForm form, string name, CallSummaries summaries, string caller, SourceLine? source)
    {
        ObstacleException Obstacle(string why, string instead) =>
            new(new Obstacle(caller, source?.Line, source?.Text, why, instead) { Kind = ObstacleKind.Rule });

        if (form.Discarded.Count > 0)
        {
            throw Obstacle("it is given memory that only a derivative is written to", "write the formula in the place of the call");
        }

        BlockBuilder builder = new(function.NextId());
        foreach (Value parameter in function.Parameters)
        {
            builder.AddParameter(parameter);
        }

        Value?[] tangents = function.Parameters.Select((parameter, i) => form.Active[i]
            ? builder.Parameter(ShadowTypes.OfTangent(parameter.Type), AdjointMap.NameOf(parameter)) : null).ToArray();
        return SettledNames.Run(new Function(name, function.Jvp is { } rule
            ? ByTangents(builder, function, rule, tangents)
            : ByCotangents(builder, function, tangents, summaries, Obstacle)));
    }

    private static Block ByTangents(BlockBuilder builder, Function function, CallRule rule, Value?[] tangents)
    {
        IEnumerable<Value> given = rule.Active.Select(i => tangents[i] ?? Zero(builder, function.Parameters[i]));
        IEnumerable<IrType> types = function.Results.Select(result => result.Type);
        return builder.Build(builder.Call(rule.Function, [.. function.Parameters, .. given], [.. types, .. types.Where(type => type.IsFloating)]));
    }

    // Memory that is not varied has a tangent of zeros, by the type that rules take it.
    private static Value Zero(BlockBuilder builder, Value parameter)
    {
        if (parameter.Type is not MemoryType)
        {
            return parameter.Type.IsReference ? builder.Emit(OpCode.Default, parameter.Type, []) : builder.Floating(parameter.Type, 0);
        }

        Value zeros = DenseMemory.Zeros(builder, parameter, ShadowTypes.Of(parameter.Type));
        return SavedMemory.As(builder, zeros, ShadowTypes.OfTangent(parameter.Type));
    }

    // The derivative of each result along the tangents is the product of its gradient with them.
    private static Block ByCotangents(BlockBuilder builder, Function function, Value?[] tangents, CallSummaries summaries, Func<string, string, ObstacleException> obstacle)
    {
        CallRule rule = function.Vjp!;
        foreach (Value memory in function.Parameters.Where((parameter, i) => parameter.Type.IsReference
            && (summaries.Writes(function.Name, i) || (rule.Active.Contains(i) && parameter.Type is not MemoryType { Element: ScalarType, Kind: not MemoryKind.Rows, Rank: <= 1 }))))
        {
            throw obstacle($"its rule is one of reverse mode (…Vjp), which forward mode and second derivatives cannot use for '{memory.Name}'",
                "write a [DerivativeOf] of mode Jvp for it, too");
        }

        Value[] results = builder.Call(function.Name, [.. function.Parameters], function.Results.Select(result => result.Type).ToArray());
        Value[] floating = function.Results.Where(result => result.Type.IsFloating).ToArray();
        List<Value> moved = [];
        for (int k = 0; k < floating.Length; k++)
        {
            Value[] seeds = floating.Select((result, i) => builder.Floating(result.Type, i == k ? 1 : 0)).ToArray();
            Dictionary<int, Value> shadows = rule.Active.Where(i => function.Parameters[i].Type.IsReference)
                .ToDictionary(i => i, i => MemoryLoops.ZerosLike(builder, function.Parameters[i], ShadowTypes.Of(function.Parameters[i].Type)));
            int[] scalars = rule.Active.Where(i => !function.Parameters[i].Type.IsReference).ToArray();
            Value[] cotangents = builder.Call(rule.Function, [.. function.Parameters, .. seeds, .. shadows.Values], scalars.Select(i => function.Parameters[i].Type).ToArray());
            Value sum = builder.Floating(floating[k].Type, 0);
            foreach (int i in rule.Active.Where(i => tangents[i] is not null))
            {
                Value share = shadows.TryGetValue(i, out Value? shadow)
                    ? Product(builder, shadow, tangents[i]!)
                    : builder.Binary(OpCode.Mul, cotangents[Array.IndexOf(scalars, i)], tangents[i]!, flags: OpFlags.Adjoint);
                share = share.Type == sum.Type ? share : builder.Emit(OpCode.Convert, sum.Type, [share]);
                sum = builder.Binary(OpCode.Add, sum, share, flags: OpFlags.Adjoint);
            }

            moved.Add(sum);
        }

        return builder.Build([.. results, .. moved]);
    }

    private static Value Product(BlockBuilder builder, Value gradient, Value tangent)
    {
        IrType element = ((MemoryType)gradient.Type).Element;
        if (gradient.Type is MemoryType { Rank: 0 })
        {
            return builder.Binary(OpCode.Mul, builder.Load(gradient), builder.Load(tangent), flags: OpFlags.Adjoint);
        }

        BlockBuilder body = builder.Nested();
        Value index = body.Parameter(IrType.I32, "i");
        Value sum = body.Parameter(element, "sum");
        Value product = body.Binary(OpCode.Mul,
            body.Emit(OpCode.Load, element, [gradient, index], flags: OpFlags.Safe), body.Emit(OpCode.Load, element, [tangent, index], flags: OpFlags.Safe), flags: OpFlags.Adjoint);
        Value next = body.Binary(OpCode.Add, sum, product, flags: OpFlags.Adjoint);
        Value length = builder.Emit(OpCode.Length, IrType.I32, [gradient]);
        Value from = builder.Const(0);
        return builder.For(from, length, 1, [builder.Floating(element, 0)], body.Build(next))[0];
    }
}
