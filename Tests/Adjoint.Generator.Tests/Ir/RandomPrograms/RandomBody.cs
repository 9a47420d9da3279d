using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Tests.Ir;

/// <summary>Writes random statements into a block, from the values that are visible there.</summary>
internal sealed partial class RandomBody(
    RandomOptions options, Random random, IrType floating, List<Function> helpers, BlockBuilder builder, IEnumerable<Value> visible)
{
    private static readonly string[] SmoothFunctions = ["Sin", "Cos", "Tanh", "Atan", "Sigmoid", "Softplus", "Asinh", "Erf", "NormalCdf", "NormalPdf"];

    private static readonly Elementary[] Functions = [.. Elementary.All.Where(row => !row.Traps && !row.IntegerResult && !row.Name.EndsWith("Estimate", StringComparison.Ordinal))];

    private static readonly OpCode[] Arithmetic = [OpCode.Add, OpCode.Sub, OpCode.Mul, OpCode.Mul, OpCode.Add, OpCode.Div, OpCode.Neg, OpCode.Fma, OpCode.Rem];

    private readonly List<Value> _visible = [.. visible];

    private bool Traps(int oneIn) => options.Traps && random.Next(oneIn) == 0;

    public void Statements(int count, int depth)
    {
        for (int i = 0; i < count; i++)
        {
            if (random.Next(4) == 0)
            {
                builder.Source = new(random.Next(40), "statement " + i);
            }

            Statement(depth);
        }
    }

    /// <summary>A visible value of a scalar type, often a late one; a constant where there is none.</summary>
    public Value Any(IrType type)
    {
        Value[] fitting = [.. _visible.Where(value => value.Type == type)];
        if (fitting.Length == 0 || random.Next(8) == 0)
        {
            return Constant((ScalarType)type);
        }

        return fitting[Math.Max(random.Next(fitting.Length), random.Next(fitting.Length))];
    }

    private void Statement(int depth)
    {
        int kind = random.Next(20);
        switch (kind)
        {
            case < 6:
                Keep(FloatingOperation(random.Next(6) == 0 && !options.Smooth ? OtherFloating : floating));
                break;
            case < 8:
                Keep(IntegerOperation());
                break;
            case < 10:
                Keep(Condition());
                break;
            case < 13 when options.Memory:
                Access();
                break;
            case < 15 when options.Memory:
                NewMemory();
                break;
            case 15 when options.Opaque:
                Once();
                break;
            case 16 when options.Calls && helpers.Count > 0:
                Call();
                break;
            case 17 when depth > 0:
                If(depth - 1);
                break;
            case > 17 when depth > 0 && options.Loops:
                Loop(depth - 1);
                break;
            default:
                Keep(FloatingOperation(floating));
                break;
        }
    }

    private IrType OtherFloating => floating == IrType.F32 ? IrType.F64 : IrType.F32;

    private void Keep(Value value) => _visible.Add(value);

    private string? Name() => random.Next(3) == 0 ? "uvwxyz"[random.Next(6)].ToString() : null;

    private Value Constant(ScalarType type) => builder.Const(type.Kind switch
    {
        ScalarKind.Bool => Literal.Of(random.Next(2) == 0),
        ScalarKind.I32 => Literal.Of(ScalarKind.I32, random.Next(-3, 8)),
        _ => Literal.OfFloating(type.Kind, random.Next(4) == 0 ? random.Next(-1, 3) : (random.NextDouble() * 4) - 2),
    });

    private Value FloatingOperation(IrType type)
    {
        Value x = Any(type);
        switch (random.Next(5))
        {
            case 0 when options.Smooth:
                return builder.Emit(OpCode.Elementary, type, [x], Name(), symbol: SmoothFunctions[random.Next(SmoothFunctions.Length)]);
            case 0 or 1 when !options.Smooth:
                return Function(x, Functions[random.Next(Functions.Length)]);
            case 2 when random.Next(3) == 0:
                return builder.Select(Any(IrType.Bool), x, Any(type), Name());
            case 2 when random.Next(3) == 0:
                return builder.Emit(OpCode.Convert, type, [Any(IrType.I32)], Name());
            case 2 when random.Next(2) == 0 && !options.Smooth:
                return builder.Emit(OpCode.Convert, type, [Any(type == IrType.F32 ? IrType.F64 : IrType.F32)], Name());
        }

        OpCode code = Arithmetic[random.Next(options.Smooth ? 5 : Arithmetic.Length)];
        Value[] operands = code switch
        {
            OpCode.Neg => [x],
            OpCode.Fma => [x, Any(type), Any(type)],
            _ => [x, Any(type)],
        };
        Value result = builder.Emit(code, type, operands, Name(), random.Next(8) == 0 ? OpFlags.Strict : OpFlags.None);

        // Products are kept in bounds, or a loop of them leaves every derivative at zero or infinity.
        return options.Smooth && code == OpCode.Mul ? builder.Math("Tanh", result) : result;
    }

    private Value Function(Value x, Elementary row)
    {
        Value[] operands = [.. Enumerable.Range(0, row.Arity).Select(i => i == 0 ? x : Any(row.IsIntegerOperand(i) ? IrType.I32 : x.Type))];
        return builder.Math(row.Name, operands);
    }

    private Value IntegerOperation()
    {
        Value x = Any(IrType.I32);
        Value y = Any(IrType.I32);
        OpCode[] codes = [OpCode.Add, OpCode.Sub, OpCode.Mul, OpCode.And, OpCode.Or, OpCode.Xor, OpCode.ShiftLeft, OpCode.ShiftRight, OpCode.ShiftRightUnsigned];
        switch (random.Next(8))
        {
            case 0 when options.Traps:
                return builder.Binary(random.Next(2) == 0 ? OpCode.Div : OpCode.Rem, x, Traps(6) ? y : Nonzero(y), Name());
            case 1 when options.Traps:
                return builder.Binary(codes[random.Next(3)], x, y, Name(), OpFlags.Checked);
            case 2 when !options.Smooth:
                return builder.Emit(OpCode.Convert, IrType.I32, [Any(floating)], Name());
            case 3:
                return builder.Select(Any(IrType.Bool), x, y, Name());
            case 4 when options.Traps && !options.Smooth:
                return builder.Math(random.Next(2) == 0 ? "Sign" : "ILogB", Any(floating));
            default:
                return builder.Binary(codes[random.Next(codes.Length)], x, y, Name());
        }
    }

    // An odd number is not zero.
    private Value Nonzero(Value value) => builder.Binary(OpCode.Or, value, builder.Const(1));

    private Value Condition()
    {
        switch (random.Next(4))
        {
            case 0:
                return builder.Binary(random.Next(2) == 0 ? OpCode.And : OpCode.Or, Any(IrType.Bool), Any(IrType.Bool), Name());
            case 1:
                return builder.Emit(OpCode.Not, IrType.Bool, [Any(IrType.Bool)], Name());
            default:
                IrType type = options.Smooth || random.Next(2) == 0 ? IrType.I32 : floating;
                return builder.Compare(OpCode.Equal + random.Next(6), Any(type), Any(type), Name());
        }
    }

    private void Once()
    {
        if (random.Next(2) == 0)
        {
            Keep(builder.Emit(OpCode.Convert, floating, [builder.Emit(OpCode.Opaque, IrType.F64, [], symbol: "Draw()")]));
        }
        else
        {
            // Under rounding a log of floating values would differ.
            builder.Do(OpCode.Opaque, [Any(IrType.I32), Any(IrType.Bool)], symbol: "Log({0}, {1})");
        }
    }

    private void Call()
    {
        Function callee = helpers[random.Next(helpers.Count)];
        List<Value> arguments = [];
        foreach (Value parameter in callee.Parameters)
        {
            if (parameter.Type is ScalarType)
            {
                arguments.Add(callee.Name == "recursive" && parameter.Type == IrType.I32
                    ? builder.Binary(OpCode.And, Any(IrType.I32), builder.Const(3))
                    : Any(parameter.Type));
            }
            else
            {
                arguments.Add(AnySpan());
            }
        }

        foreach (Value result in builder.Call(callee.Name, [.. arguments], [.. callee.Results.Select(value => value.Type)]))
        {
            Keep(result);
        }
    }
}
