using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Tests.Ir;

/// <summary>Writes random programs from a seed: the same seed and options give the same program, on every machine.</summary>
public static class RandomFunctions
{
    /// <summary>The class of containers that random programs use.</summary>
    public const string ContainerName = "Net";

    public static RandomProgram Create(int seed, RandomOptions? options = null)
    {
        options ??= new RandomOptions();
        Random random = new(seed);
        IrType floating = random.Next(2) == 0 ? IrType.F32 : IrType.F64;
        List<Function> helpers = [];
        if (options.Calls)
        {
            helpers.Add(Helper("helper", options, random, floating, helpers));
            helpers.Add(Recursive(options, random, floating));
        }

        Function root = Root(options, random, floating, helpers);
        TypeDeclaration net = new(ContainerName, new(
        [
            new("W", MemoryType.Array(floating)),
            new("B", floating),
            new("Count", IrType.I32),
        ]));
        Module module = new(new([net]), new([root, .. helpers]));
        Verifier.Check(module, $"random seed {seed}");
        return new(seed, options, module);
    }

    private static Function Root(RandomOptions options, Random random, IrType floating, List<Function> helpers)
    {
        BlockBuilder builder = new();
        IrType other = floating == IrType.F32 ? IrType.F64 : IrType.F32;
        List<IrType> parameters = [floating, floating, IrType.I32, IrType.Bool, other];
        if (options.Memory)
        {
            parameters.AddRange(
            [
                MemoryType.Span(floating), MemoryType.ReadOnlySpan(floating), MemoryType.Span(floating), MemoryType.Array(floating),
                MemoryType.Span(IrType.I32), MemoryType.Grid(floating, 2), MemoryType.Array(MemoryType.Array(floating)),
                MemoryType.Rows(floating), MemoryType.Ref(floating), new ObjectType(ContainerName),
            ]);
        }

        Value[] values = parameters
            .Where((_, i) => i < 2 || random.Next(3) > 0)
            .Select((type, i) => builder.Parameter(type, i < 26 ? ((char)('a' + i)).ToString() : null))
            .ToArray();
        RandomBody body = new(options, random, floating, helpers, builder, values);
        body.Statements(options.Size, options.Depth);
        Value[] results = [body.Any(floating), body.Any(floating), body.Any(IrType.I32), body.Any(IrType.Bool)];
        Function root = new("root", builder.Build(results));
        bool unaliased = random.Next(3) == 0;
        return unaliased
            ? root with { Unaliased = new(Enumerable.Range(0, values.Length).Where(i => values[i].Type.IsReference)) }
            : root;
    }

    private static Function Helper(string name, RandomOptions options, Random random, IrType floating, List<Function> helpers)
    {
        BlockBuilder builder = new();
        List<Value> values = [builder.Parameter(floating, "x"), builder.Parameter(floating, "y"), builder.Parameter(IrType.I32, "n")];
        if (options.Memory)
        {
            values.Add(builder.Parameter(MemoryType.Span(floating), "memory"));
        }

        RandomBody body = new(options, random, floating, helpers, builder, values);
        body.Statements(options.Size / 2, Math.Min(1, options.Depth));
        return new(name, builder.Build(body.Any(floating), body.Any(IrType.I32)));
    }

    // recursive(x, y, n): n > 0 ? some(x, recursive(other(x), y, n - 1)) : y
    private static Function Recursive(RandomOptions options, Random random, IrType floating)
    {
        const string Name = "recursive";
        BlockBuilder builder = new();
        Value x = builder.Parameter(floating, "x");
        Value y = builder.Parameter(floating, "y");
        Value n = builder.Parameter(IrType.I32, "n");
        BlockBuilder deeper = builder.Nested();
        RandomBody before = new(options, random, floating, [], deeper, [x, y]);
        before.Statements(3, 0);
        Value less = deeper.Binary(OpCode.Sub, n, deeper.Const(1));
        Value inner = deeper.Call(Name, [before.Any(floating), before.Any(floating), less], [floating])[0];
        RandomBody after = new(options, random, floating, [], deeper, [x, y, inner]);
        after.Statements(2, 0);
        Value condition = builder.Compare(OpCode.Greater, n, builder.Const(0));
        Value result = builder.If(condition, deeper.Build(after.Any(floating)), builder.Nested().Build(y), "result")[0];
        return new(Name, builder.Build(result));
    }
}
