using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;
using Xunit;

namespace Adjoint.Generator.Tests.Ir;

public sealed class ParserTests
{
    private const string Loss = """
        class "Net" { W: array<f32>, B: f32 }
        func @"Models.Loss"(%0.w: rospan<f32>, %1.b: f32, %2.x: rospan<f32>) {
          %3: i32 = const [literal = 0]
          %4: i32 = length %0.w
          %5.z: f32 = for %3, %4, %1.b [number = 1, independent(Sum)] { (%6.i: i32, %7.z: f32)
            %8: f32 = load %0.w, %6.i
            %9: f32 = load %2.x, %6.i
            %10: f32 = mul %8, %9
            %11.z: f32 = add %7.z, %10
            yield %11.z
          } @1 "for (int i = 0; i < w.Length; i++)"
          yield %5.z
        }

        """;

    [Fact]
    public void WhatIsPrintedReadsBackEqual()
    {
        Module module = Parser.Parse(Loss.ReplaceLineEndings("\n"));
        Assert.Equal(Loss.ReplaceLineEndings("\n"), Printer.Print(module));
        Assert.Equal(module, Parser.Parse(Printer.Print(module)));
        Assert.Empty(Verifier.Verify(module));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" vjp(@\"f\", 0, 1) jvp(@\"f\")")]
    [InlineData(" unaliased(1) jvp(@\"f\", 1) checkpoint")]
    [InlineData(" checkpoint loop")]
    [InlineData(" checkpoint reversed")]
    public void WordsOnCallsReadBackEqual(string words)
    {
        Module module = Parser.Parse($"func @\"f\"(%0: f32, %1: span<f32>){words} {{ yield }}");
        Assert.Contains($"span<f32>){words} {{", Printer.Print(module), StringComparison.Ordinal);
        Assert.Equal(module, Parser.Parse(Printer.Print(module)));
        Assert.Equal(words.Length > 0 && words != " unaliased(1)", module.Root.IsAtomic);
    }

    [Fact]
    public void SpacesLinesAndCommentsMeanNothing()
    {
        string loose = """
            // A comment before anything.
            class   "Net"{W:array<f32>,B:f32}   // and behind
            func @"Models.Loss" ( %0.w : rospan < f32 > , %1.b:f32,%2.x: rospan<f32>)
            {

              %3:i32=const[literal=0] %4: i32 = length %0
              %5.z: f32 = for %3,%4,%1 [ independent ( Sum ) ,
                number = 1 ]
              { ( %6.i: i32, %7.z: f32 )
                %8: f32 = load %0.w, %6.i // w[i]
                %9: f32 = load %2.x, %6
                %10: f32 = mul %8, %9 %11.z: f32 = add %7.z, %10 yield %11.z
              } @1 "for (int i = 0; i < w.Length; i++)" yield %5.z }
            """;
        Assert.Equal(Parser.Parse(Loss), Parser.Parse(loose));
    }

    [Fact]
    public void EveryTypeReadsBackEqual()
    {
        RecordType point = new("Point", new([new("X", IrType.F32), new("Inner", new RecordType("I", default))]));
        IrType[] types =
        [
            .. Enum.GetValues<ScalarKind>().Select(kind => new ScalarType(kind)),
            MemoryType.Span(IrType.F32), MemoryType.ReadOnlySpan(point), MemoryType.Array(MemoryType.Array(IrType.F64)),
            MemoryType.Grid(IrType.F64, 3), MemoryType.Ref(point), MemoryType.Rows(IrType.F32),
            MemoryType.Array(new ObjectType("A.B<\"\\>")), new TapeType(ScalarKind.I32), new OpaqueType("System.Random"),
            new TensorType(ScalarKind.F32, new(["n", "64"])), new TensorType(ScalarKind.F64, default), new VectorType(ScalarKind.Bool, 16),
        ];
        Value[] parameters = types.Select((type, id) => new Value(id, type)).ToArray();
        Module module = new(
            new([new TypeDeclaration("A.B<\"\\>", default)]),
            new([new Function("f", new Block(new(parameters), default, new(parameters))) { Unaliased = new([12, 14]) }]));
        Assert.Empty(Verifier.Verify(module));
        Assert.Equal(module, Parser.Parse(Printer.Print(module)));
    }

    [Fact]
    public void EveryConstantReadsBackToItsBits()
    {
        List<Literal> literals = [Literal.Of(true), Literal.Of(false)];
        literals.AddRange(new[]
        {
            0, -0.0, 1, -1, Math.PI, double.MaxValue, double.Epsilon, double.NaN, double.PositiveInfinity, double.NegativeInfinity,
            BitConverter.Int64BitsToDouble(0x7ff0dead0000beef), 1e22, 123456789012345680, 5e-324, 2.2250738585072014e-308,
        }.Select(Literal.Of));
        literals.AddRange(new[]
        {
            0, -0f, 1, 0.1f, float.MaxValue, float.Epsilon, float.NaN, float.NegativeInfinity, 1.17549435E-38f, 16777216f, 3.4e20f,
        }.Select(Literal.Of));
        literals.AddRange(
        [
            new(ScalarKind.I8, -128), new(ScalarKind.U8, 255), new(ScalarKind.I16, -32768), new(ScalarKind.U16, 65535),
            new(ScalarKind.Char, 'x'), new(ScalarKind.I32, int.MinValue), new(ScalarKind.U32, uint.MaxValue),
            new(ScalarKind.I64, long.MinValue), new(ScalarKind.U64, -1),
        ]);
        Random random = new(1);
        for (int i = 0; i < 2_000; i++)
        {
            literals.Add(Literal.Of(BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue))));
            literals.Add(Literal.Of(BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue))));
        }

        BlockBuilder body = new();
        foreach (Literal literal in literals)
        {
            body.Const(literal);
        }

        Module module = new(default, new([new Function("f", body.Build())]));
        Assert.Empty(Verifier.Verify(module));
        Assert.Equal(module, Parser.Parse(Printer.Print(module)));
    }

    [Fact]
    public void EveryAttributeAndOddTextReadsBackEqual()
    {
        BlockBuilder body = new();
        Value n = body.Parameter(IrType.I32, "_größe2");
        Value sum = body.Emit(OpCode.Add, IrType.I32, [n, n], flags: OpFlags.Checked | OpFlags.Safe | OpFlags.Strict);
        Value floating = body.Emit(OpCode.Convert, IrType.F32, [sum], flags: OpFlags.Adjoint);
        body.Emit(OpCode.Neg, IrType.F32, [floating], flags: OpFlags.Strict);
        body.Emit(OpCode.Alloc, MemoryType.Span(IrType.F32), [sum], flags: OpFlags.Escapes | OpFlags.Uninitialized);
        body.Source = new(12, "a \"quoted\"\tback\\slash // no comment");
        body.Do(OpCode.Opaque, [n, sum], symbol: "Log(\"{0}\r\n\", {1})");
        BlockBuilder turn = body.Nested();
        turn.Parameter(IrType.I32, "i");
        Value a = turn.Parameter(IrType.F32);
        Value b = turn.Parameter(IrType.F32);
        Value zero = body.Const(Literal.Of(0f));
        body.For(sum, n, -3, [zero, zero], turn.Build(a, b), new(false, new([CarriedKind.State, CarriedKind.Maximum])));
        Module module = new(default, new([new Function("A.F<T>:gradient", body.Build())]));
        Assert.Empty(Verifier.Verify(module));
        Assert.Equal(module, Parser.Parse(Printer.Print(module)));
    }

    [Theory]
    [InlineData(3, "not an operation", "func @\"f\"() {\n\n  bogus\n  yield\n}")]
    [InlineData(2, "before it is defined", "func @\"f\"() {\n  yield %0\n}")]
    [InlineData(2, "is defined as '%0.x'", "func @\"f\"(%0.x: f32) {\n  yield %0.y\n}")]
    [InlineData(2, "not a type", "\nfunc @\"f\"(%0: float) { yield }")]
    [InlineData(2, "not a constant of type i8", "func @\"f\"() {\n  %0: i8 = const [literal = 300]\n yield }")]
    [InlineData(2, "not a constant of type f64", "func @\"f\"() {\n  %0: f64 = const [literal = many]\n yield }")]
    [InlineData(3, "end of the text", "func @\"f\"() {\n  yield\n")]
    [InlineData(1, "does not end on its line", "func @\"f() {\n  yield\n}")]
    [InlineData(1, "'class' or 'func'", "method")]
    [InlineData(2, "not an attribute", "func @\"f\"(%0: i32) {\n %1: i32 = add %0, %0 [checked]\n yield }")]
    [InlineData(1, "has no meaning", "func @\"f\"(%0: i32) # {")]
    [InlineData(1, "not the name of a value", "func @\"f\"(%x: i32) {")]
    public void AFaultNamesItsLine(int line, string message, string text)
    {
        FormatException fault = Assert.Throws<FormatException>(() => Parser.Parse(text));
        Assert.StartsWith($"line {line}: ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnyCutOrFlippedTextIsReadOrRefusedAndNothingElse()
    {
        Random random = new(7);
        for (int i = 0; i < 3_000; i++)
        {
            char[] text = Loss.ToCharArray();
            text[random.Next(text.Length)] = (char)random.Next(32, 127);
            string damaged = new(text, 0, random.Next(2) == 0 ? text.Length : random.Next(text.Length));
            try
            {
                Verifier.Verify(Parser.Parse(damaged));
            }
            catch (FormatException fault)
            {
                Assert.StartsWith("line ", fault.Message, StringComparison.Ordinal);
            }
        }
    }
}
