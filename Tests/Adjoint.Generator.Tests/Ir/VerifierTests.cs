using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;
using Xunit;

namespace Adjoint.Generator.Tests.Ir;

public sealed class VerifierTests
{
    [Theory]
    [InlineData("operand of type f64", "(%0: f32, %1: f64) { %2: f32 = add %0, %1 yield %2 }")]
    [InlineData("arithmetic is for numbers", "(%0: bool) { %2: bool = add %0, %0 yield %2 }")]
    [InlineData("only floating", "(%0: i32) { %2: i32 = fma %0, %0, %0 yield }")]
    [InlineData("only integers and bool", "(%0: f32) { %2: f32 = and %0, %0 yield }")]
    [InlineData("count is an i32", "(%0: i64) { %2: i64 = shl %0, %0 yield }")]
    [InlineData("not the type of a comparison", "(%0: f32) { %2: f32 = lt %0, %0 yield }")]
    [InlineData("not compared so", "(%0: bool) { %2: bool = lt %0, %0 yield }")]
    [InlineData("the condition is of type", "(%0: i32) { %2: i32 = select %0, %0, %0 yield }")]
    [InlineData("no conversion", "(%0: bool) { %2: i32 = convert %0 yield }")]
    [InlineData("no conversion", "(%0: vector<f32, 8>) { %2: vector<f64, 4> = convert %0 yield }")]
    [InlineData("no function 'Sinus'", "(%0: f32) { %2: f32 = math %0 [symbol = \"Sinus\"] yield }")]
    [InlineData("'Pow' of", "(%0: f32) { %2: f32 = math %0 [symbol = \"Pow\"] yield }")]
    [InlineData("'Sign' of", "(%0: f32) { %2: f32 = math %0 [symbol = \"Sign\"] yield }")]
    [InlineData("1 operands", "(%0: f32) { %2: f32 = add %0 yield }")]
    [InlineData("0 results", "(%0: f32) { add %0, %0 yield }")]
    [InlineData("no literal", "() { %2: f32 = const yield }")]
    [InlineData("a literal", "() { %2: f32 = default [literal = 1.0] yield }")]
    [InlineData("no symbol", "(%0: f32) { %2: f32 = math %0 yield }")]
    [InlineData("a symbol", "(%0: f32) { %2: f32 = neg %0 [symbol = \"x\"] yield }")]
    [InlineData("a number", "(%0: f32) { %2: f32 = neg %0 [number = 2] yield }")]
    [InlineData("loop facts", "(%0: f32) { %2: f32 = neg %0 [independent()] yield }")]
    [InlineData("Checked means nothing", "(%0: f32) { %2: f32 = add %0, %0 [Checked] yield }")]
    [InlineData("Checked means nothing", "(%0: i32) { %2: i32 = div %0, %0 [Checked] yield }")]
    [InlineData("Safe means nothing", "(%0: i32) { %2: i32 = add %0, %0 [Safe] yield }")]
    [InlineData("Safe means nothing", "(%0: f32) { %2: f32 = div %0, %0 [Safe] yield }")]
    [InlineData("Escapes means nothing", "(%0: f32) { %2: f32 = div %0, %0 [Escapes] yield }")]
    [InlineData("Uninitialized means nothing", "(%0: span<f32>) { %2: i32 = length %0 [Uninitialized] yield }")]
    [InlineData("0 subscripts in the place of 1", "(%0: span<f32>) { %2: f32 = load %0 yield }")]
    [InlineData("subscript of type f32", "(%0: span<f32>, %1: f32) { %2: f32 = load %0, %1 yield }")]
    [InlineData("f64 from span<f32>", "(%0: span<f32>, %1: i32) { %2: f64 = load %0, %1 yield }")]
    [InlineData("is not written", "(%0: rospan<f32>, %1: i32, %2: f32) { store %0, %2, %1 yield }")]
    [InlineData("is not memory", "(%0: f32, %1: i32) { %2: f32 = load %0, %1 yield }")]
    [InlineData("rows are read", "(%0: rows<f32>, %1: i32) { %2: f32 = load %0, %1 yield }")]
    [InlineData("records are read", "(%0: span<record \"P\" {X: f32}>, %1: i32) { %2: record \"P\" {X: f32} = load %0, %1 yield }")]
    [InlineData("only numbers are added", "(%0: span<bool>, %1: i32, %2: bool) { accumulate %0, %2, %1 yield }")]
    [InlineData("has no length 1", "(%0: span<f32>) { %2: i32 = length %0 [number = 1] yield }")]
    [InlineData("has no length 0", "(%0: ref<f32>) { %2: i32 = length %0 yield }")]
    [InlineData("not a slice", "(%0: rospan<f32>, %1: i32) { %2: span<f32> = slice %0, %1, %1 yield }")]
    [InlineData("have locations", "(%0: array<array<f32>>, %1: i32) { %2: ref<array<f32>> = element %0, %1 yield }")]
    [InlineData("has no rows", "(%0: span<f32>, %1: i32) { %2: rospan<f32> = row %0, %1 yield }")]
    [InlineData("not a view", "(%0: rospan<f32>) { %2: span<f32> = view %0 yield }")]
    [InlineData("no copy", "(%0: span<f32>, %1: rospan<f32>) { copy %0, %1 yield }")]
    [InlineData("f32 into span<f64>", "(%0: span<f64>, %1: f32) { fill %0, %1 yield }")]
    [InlineData("not allocated", "(%0: i32) { %2: rospan<f32> = alloc %0 yield }")]
    [InlineData("1 subscripts in the place of 2", "(%0: i32) { %2: grid<f32, 2> = alloc %0 yield }")]
    [InlineData("is no tape", "() { %2: f32 = tape yield }")]
    [InlineData("f64 on tape<f32>", "(%0: tape<f32>, %1: f64) { push %0, %1 yield }")]
    [InlineData("i32 from tape<f32>", "(%0: tape<f32>) { %2: i32 = pop %0 yield }")]
    [InlineData("has no field 'X'", "(%0: object \"Net\") { %2: ref<f32> = field %0 [symbol = \"X\"] yield }")]
    [InlineData("gives ref<f32>", "(%0: object \"Net\") { %2: f32 = field %0 [symbol = \"B\"] yield }")]
    [InlineData("gives array<f32>", "(%0: object \"Net\") { %2: ref<array<f32>> = field %0 [symbol = \"W\"] yield }")]
    [InlineData("not declared", "(%0: object \"Other\") { yield }")]
    [InlineData("the condition is not a bool", "(%0: f32) { if %0 { () yield } { () yield } yield }")]
    [InlineData("yield of type i32", "(%0: bool, %1: i32) { %2: f32 = if %0 { () yield %1 } { () yield %1 } yield }")]
    [InlineData("0 yields in the place of 1", "(%0: bool, %1: i32) { %2: i32 = if %0 { () yield %1 } { () yield } yield }")]
    [InlineData("1 regions", "(%0: bool) { if %0 { () yield } yield }")]
    [InlineData("the step is zero", "(%0: i32) { for %0, %0 { (%1: i32) yield } yield }")]
    [InlineData("0 parameters in the place of 1", "(%0: i32) { for %0, %0 [number = 1] { () yield } yield }")]
    [InlineData("operand of type f32", "(%0: i32, %5: f32) { for %0, %5 [number = 1] { (%1: i32) yield } yield }")]
    [InlineData("loop facts are not about", "(%0: i32) { for %0, %0 [number = 1, independent(Sum)] { (%1: i32) yield } yield }")]
    [InlineData("yield of the condition", "(%0: i32) { %5: i32 = while %0 { (%1: i32) yield %1 } { (%2: i32) yield %2 } yield }")]
    [InlineData("the condition writes", "(%0: bool, %1: span<bool>) { while { () fill %1, %0 yield %0 } { () yield } yield }")]
    [InlineData("once-only", "(%0: bool) { while { () opaque [symbol = \"Log()\"] yield %0 } { () yield } yield }")]
    [InlineData("no function 'g'", "() { call [symbol = \"g\"] yield }")]
    [InlineData("0 arguments in the place of 1", "(%0: f32) { call [symbol = \"f\"] yield }")]
    [InlineData("the hole {1}", "(%0: f32) { throw %0 [symbol = \"new E({0}, {1})\"] yield }")]
    [InlineData("from f64", "(%0: f64) { %1: vector<f32, 8> = splat %0 yield }")]
    [InlineData("against span<f64>", "(%0: span<f64>, %1: i32) { %2: vector<f32, 8> = vload %0, %1 yield }")]
    [InlineData("no reduction by", "(%0: vector<f32, 8>) { %2: f32 = reduce %0 [symbol = \"sub\"] yield }")]
    [InlineData("vector<f32, 2> from", "(%0: vector<f32, 8>) { %2: vector<f32, 2> = reduce %0 [symbol = \"add\"] yield }")]
    [InlineData("not compared with", "(%0: span<f32>, %1: grid<f32, 2>) { %2: bool = overlaps %0, %1 yield }")]
    [InlineData("the number 2", "(%0: span<f32>) { %2: bool = overlaps %0, %0 [number = 2] yield }")]
    [InlineData("Adjoint means nothing", "(%0: span<f32>) { %2: i32 = length %0 [Adjoint] yield }")]
    [InlineData("no lanes", "(%0: vector<f32, 0>) { yield }")]
    [InlineData("summed against", "(%0: tensor<f32, n, k>, %1: tensor<f32, n, k>) { %2: tensor<f32, n, k> = matmul %0, %1 [symbol = \"nn\"] yield }")]
    [InlineData("the product is", "(%0: tensor<f32, n, k>, %1: tensor<f32, m, k>) { %2: tensor<f32, m, n> = matmul %0, %1 [symbol = \"nt\"] yield }")]
    [InlineData("no layout", "(%0: tensor<f32, n, n>) { %2: tensor<f32, n, n> = matmul %0, %0 [symbol = \"tt\"] yield }")]
    [InlineData("does not spread", "(%0: tensor<f32, n>) { %2: tensor<f32, n, m> = broadcast %0 yield }")]
    [InlineData("does not spread", "(%0: tensor<f32, n, m>) { %2: tensor<f32, n> = sumto %0 yield }")]
    [InlineData("is not a dimension", "(%0: tensor<f32, -1>) { yield }")]
    [InlineData("unaliased(1) is no parameter", "(%0: span<f32>) unaliased(1) { yield }")]
    [InlineData("is not a reference", "(%0: f32) unaliased(0) { yield }")]
    [InlineData("there is no rule @g", "(%0: f32) vjp(@\"g\", 0) { yield }")]
    [InlineData("has not the function's parameters", "(%0: f32) jvp(@\"f\", 1) { yield }")]
    [InlineData("not visible", "(%0: bool) { if %0 { () %1: i32 = const [literal = 0] yield } { () yield } %2: i32 = neg %1 yield }")]
    [InlineData("not visible", "(%0: bool) { %1: i32 = if %0 { () %2: i32 = const [literal = 0] yield %2 } { () yield %2 } yield }")]
    [InlineData("the number is taken", "(%0: f32) { %0: f32 = neg %0 yield }")]
    [InlineData("the number is taken", "(%0: bool) { if %0 { () %1: i32 = const [literal = 0] yield } { () %1: i32 = const [literal = 0] yield } yield }")]
    public void AFaultIsNamed(string fault, string function)
    {
        Module module = Parser.Parse("class \"Net\" { W: array<f32>, B: f32 }\nfunc @\"f\"" + function);
        Assert.Contains(Verifier.Verify(module), text => text.Contains(fault, StringComparison.Ordinal));
        InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(() => Verifier.Check(module, "folding"));
        Assert.Contains("after folding", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(%0: i32) { %1: i32 = add %0, %0 [Checked, Safe] %2: i32 = div %1, %0 [Safe] yield %2 }")]
    [InlineData("(%0: f64) { %1: i32 = convert %0 [Checked] %2: i32 = math %0 [symbol = \"Sign\"] yield %1, %2 }")]
    [InlineData("(%0: vector<f64, 4>) { %1: vector<i32, 4> = math %0 [symbol = \"ILogB\"] %2: vector<f64, 4> = math %0, %1 [symbol = \"ScaleB\"] yield %2 }")]
    [InlineData("(%0: f64, %1: i32) { %2: f64 = math %0, %1 [symbol = \"RootN\"] yield %2 }")]
    [InlineData("(%0: ref<record \"P\" {X: f32, A: array<f32>}>) { %1: ref<f32> = field %0 [symbol = \"X\"] %2: array<f32> = field %0 [symbol = \"A\"] yield }")]
    [InlineData("(%0: f32) { %1: tensor<f32, n, m> = broadcast %0 %2: f32 = sumto %1 yield %2 }")]
    [InlineData("(%0: array<array<f32>>, %1: i32) { %2: array<f32> = load %0, %1 store %0, %2, %1 yield %2 }")]
    [InlineData("(%0: bool, %1: span<f32>, %2: span<f32>) { %3: span<f32> = select %0, %1, %2 yield %3 }")]
    [InlineData("(%0: vector<f32, 8>, %1: span<f32>) { %2: vector<f32, 4> = reduce %0 [symbol = \"max\"] %3: bool = overlaps %1, %1 [number = 1] yield }")]
    [InlineData("() { throw [symbol = \"new E(new[] { 1 }, $\\\"{{0}}\\\")\"] yield }")]
    public void WhatIsRightPasses(string function) =>
        Assert.Empty(Verifier.Verify(Parser.Parse("func @\"f\"" + function)));

    [Fact]
    public void WhatTextCannotSayIsFoundToo()
    {
        Value x = new(0, IrType.F32, "x");
        Value other = new(1, IrType.F32);
        Operation early = new(OpCode.Neg, new([other]), new([new Value(2, IrType.F32)]));
        Operation wrongType = new(OpCode.Neg, new([x with { Type = IrType.F64 }]), new([new Value(3, IrType.F64)]));
        Operation wrongName = new(OpCode.Neg, new([x with { Name = "y" }]), new([new Value(4, IrType.F32)]));
        Operation badName = new(OpCode.Neg, new([x]), new([new Value(5, IrType.F32, "w[i]")]));
        Operation badRank = new(OpCode.Default, default, new([new Value(6, new MemoryType(IrType.F32, MemoryKind.Span, 2))]));
        Operation badBits = new(OpCode.Const, default, new([new Value(7, new ScalarType(ScalarKind.I8))])) { Literal = new(ScalarKind.I8, 300) };
        Operation badFloat = new(OpCode.Const, default, new([new Value(8, IrType.F32)])) { Literal = new(ScalarKind.F32, Literal.Of(0.1).Bits) };
        Block body = new(new([x]), new([early, wrongType, wrongName, badName, badRank, badBits, badFloat]), default);
        Function function = new("f", body);
        IReadOnlyList<string> faults = Verifier.Verify(new(default, new([function, function])));
        foreach (string fault in new[]
        {
            "2 functions have this name", "%1 is not visible here", "is used as f64 and defined as f32", "is defined as %0.x", "the name cannot be printed",
            "of rank 2", "%7 = const: the literal is not a value", "%8 = const: the literal is not a value",
        })
        {
            Assert.Contains(faults, text => text.Contains(fault, StringComparison.Ordinal));
        }
    }

    /// <summary>Every operation with counts that do not fit must be named, never crash the verifier.</summary>
    [Fact]
    public void NoOperationCrashesTheVerifier()
    {
        IrType[] types =
        [
            IrType.Bool, IrType.I32, IrType.F32, MemoryType.Span(IrType.F32), MemoryType.Grid(IrType.F64, 2), new TapeType(ScalarKind.F32),
            new ObjectType("Net"), new TensorType(ScalarKind.F32, new(["n", "m"])), new VectorType(ScalarKind.F32, 8), MemoryType.Rows(IrType.F32),
        ];
        Random random = new(3);
        foreach (OpCode code in OpInfo.All)
        {
            for (int i = 0; i < 300; i++)
            {
                int next = 0;
                Value[] Some(int most) => Enumerable.Range(0, random.Next(most + 1)).Select(_ => new Value(next++, types[random.Next(types.Length)])).ToArray();
                Value[] operands = Some(4);
                Value[] inner = Some(2);
                Operation operation = new(code, new(operands), new(Some(2)))
                {
                    Symbol = random.Next(2) == 0 ? null : "nn",
                    Literal = random.Next(2) == 0 ? null : Literal.Of(1.5),
                    Number = random.Next(-1, 3),
                    Flags = (OpFlags)random.Next(32),
                    Facts = random.Next(2) == 0 ? null : new(true, default),
                    Regions = Enumerable.Range(0, random.Next(3)).Select(_ => new Block(new(inner), default, new(inner))).ToEquatableArray(),
                };
                Verifier.Verify(new(default, new([new Function("f", new Block(new(operands), new([operation]), default))])));
            }
        }
    }
}
