using Adjoint.Generator.Ir;
using Adjoint.Generator.Tests.Ir;

namespace Adjoint.RandomPrograms.Tests.Ir;

/// <summary>A small function for each operation of the IR, in which what the operation gives reaches the result.</summary>
internal static class OperationPrograms
{
    /// <summary>Declarations before the function, parameters, body; arguments are chosen by <see cref="Arguments"/>.</summary>
    public static readonly Dictionary<string, string> All = new(StringComparer.Ordinal)
    {
        ["const, add, sub, mul"] = """
            (%0: f64, %1: f64) { %2: f64 = const [literal = 1.5] %3: f64 = add %0, %2 %4: f64 = sub %3, %1 %5: f64 = mul %4, %1 yield %5 }
            """,
        ["default, div, rem, neg, fma"] = """
            (%0: f64, %1: f64) { %2: f64 = default %3: f64 = div %0, %1 %4: f64 = rem %3, %1 %5: f64 = neg %4 %6: f64 = fma %5, %0, %2 yield %6 }
            """,
        ["and, or, xor, not, shl, shr, ushr"] = """
            (%0: f64, %1: i32) {
              %2: i32 = const [literal = 3] %3: i32 = and %1, %2 %4: i32 = or %3, %2 %5: i32 = xor %4, %1 %6: i32 = not %5 %7: i32 = shl %6, %2
              %8: i32 = shr %7, %2 %9: i32 = ushr %8, %2 %10: i32 = and %9, %2 %11: f64 = convert %10 %12: f64 = mul %0, %11 yield %12 }
            """,
        ["comparisons, select"] = """
            (%0: f64, %1: f64) {
              %2: bool = eq %0, %1 %3: bool = ne %0, %1 %4: bool = lt %0, %1 %5: bool = le %0, %1 %6: bool = gt %0, %1 %7: bool = ge %0, %1
              %8: f64 = mul %0, %1 %9: f64 = select %2, %0, %8 %10: f64 = select %3, %9, %1 %11: f64 = select %4, %10, %0
              %12: f64 = select %5, %11, %1 %13: f64 = select %6, %12, %8 %14: f64 = select %7, %8, %13 %15: f64 = mul %14, %13 yield %15 }
            """,
        ["convert"] = "(%0: f64, %1: i32) { %2: i64 = convert %1 %3: f64 = convert %2 %4: f64 = mul %3, %0 %5: i32 = convert %0 %6: f64 = convert %5 %7: f64 = mul %6, %4 yield %7 }",
        ["math"] = """
            (%0: f64, %1: f64) { %2: f64 = math %0 [symbol = "Sin"] %3: f64 = math %2, %1 [symbol = "Hypot"] %4: f64 = math %3, %0 [symbol = "Max"] %5: f64 = mul %4, %1 yield %5 }
            """,
        ["stop"] = "(%0: f64, %1: f64) { %2: f64 = const [literal = 2.0] %3: f64 = stop %2 %4: f64 = mul %3, %0 %5: f64 = mul %4, %1 yield %5 }",
        ["follow"] = "(%0: f64, %1: f64) { %2: f64 = mul %0, %1 %3: f64 = mul %1, %0 %4: f64 = follow %2, %3 %5: f64 = mul %4, %1 yield %5 }",
        ["alloc, store, load, accumulate, length"] = """
            (%0: f64, %1: span<f64>) {
              %2: i32 = length %1 %3: span<f64> = alloc %2 %4: i32 = const [literal = 0] %5: f64 = load %1, %4 %6: f64 = mul %5, %0
              store %3, %6, %4 accumulate %3, %0, %4 accumulate %1, %6, %4 %7: f64 = load %3, %4 %8: f64 = load %1, %4 %9: f64 = mul %7, %8 yield %9 }
            """,
        ["grid"] = """
            (%0: f64, %1: grid<f64, 2>) {
              %2: i32 = length %1 [number = 1] %3: grid<f64, 2> = alloc %2, %2 %4: i32 = const [literal = 0] %5: f64 = load %1, %4, %4 %6: f64 = mul %5, %0
              store %3, %6, %4, %4 accumulate %1, %6, %4, %4 %7: f64 = load %3, %4, %4 %8: f64 = load %1, %4, %4 %9: f64 = mul %7, %8 yield %9 }
            """,
        ["slice, element, view"] = """
            (%0: f64, %1: array<f64>) {
              %2: i32 = const [literal = 1] %3: span<f64> = view %1 %4: span<f64> = slice %3, %2, %2 %5: i32 = const [literal = 0]
              %6: f64 = load %4, %5 %7: f64 = mul %6, %0 store %4, %7, %5 %8: ref<f64> = element %3, %2 %9: f64 = load %8 %10: f64 = mul %9, %9
              store %8, %10 %11: rospan<f64> = view %3 %12: f64 = load %11, %2 %13: f64 = mul %12, %0 yield %13 }
            """,
        ["row"] = """
            (%0: f64, %1: rows<f64>) {
              %2: i32 = length %1 %3: i32 = const [literal = 1] %4: i32 = sub %2, %3 %5: rospan<f64> = row %1, %4 %6: i32 = const [literal = 0]
              %7: f64 = load %5, %6 %8: f64 = mul %7, %0 %9: i32 = length %1 [number = 1] %10: f64 = convert %9 %11: f64 = mul %8, %10 yield %11 }
            """,
        ["field"] = """
            (%0: f64, %1: object "Net") {
              %2: ref<f64> = field %1 [symbol = "B"] %3: f64 = load %2 %4: array<f64> = field %1 [symbol = "W"] %5: i32 = const [literal = 0]
              %6: f64 = load %4, %5 %7: f64 = mul %3, %6 %8: f64 = mul %7, %0 %9: f64 = load %4, %5 %10: f64 = mul %9, %8 yield %10 }
            """,
        ["fill, copy"] = """
            (%0: f64, %1: span<f64>) {
              %2: i32 = const [literal = 2] %3: span<f64> = alloc %2 %4: f64 = mul %0, %0 fill %3, %4 %5: i32 = const [literal = 0] %6: span<f64> = slice %1, %5, %2
              %7: f64 = load %1, %5 %8: f64 = mul %7, %0 store %3, %8, %5 copy %3, %6 %9: f64 = load %1, %5 %10: f64 = mul %9, %9 yield %10 }
            """,
        ["tape, push, pop"] = """
            (%0: f64, %1: f64) {
              %2: tape<f64> = tape %3: f64 = mul %0, %1 push %2, %3 %4: f64 = mul %3, %0 push %2, %4 %5: f64 = pop %2 %6: f64 = pop %2 %7: f64 = div %5, %6 %8: f64 = mul %7, %3 yield %8 }
            """,
        ["tapes in loops"] = """
            (%0: f64, %1: i32) {
              %2: tape<f64> = tape %3: i32 = const [literal = 0]
              %4: f64 = for %3, %1, %0 [number = 1] { (%5: i32, %6: f64) push %2, %6 %7: f64 = math %6 [symbol = "Sin"] yield %7 }
              %8: f64 = for %3, %1, %4 [number = 1] { (%9: i32, %10: f64) %11: f64 = pop %2 %12: f64 = mul %11, %10 yield %12 }
              yield %8 }
            """,
        ["tape of integers"] = """
            (%0: f64, %1: i32) { %2: tape<i32> = tape push %2, %1 %3: i32 = pop %2 %4: f64 = convert %3 %5: f64 = mul %4, %0 %6: f64 = mul %5, %0 yield %6 }
            """,
        ["if"] = """
            (%0: f64, %1: i32) {
              %2: i32 = const [literal = 2] %3: bool = gt %1, %2 %4: f64 = if %3 { () %5: f64 = mul %0, %0 yield %5 } { () %6: f64 = math %0 [symbol = "Sin"] yield %6 } %7: f64 = mul %4, %0 yield %7 }
            """,
        ["for"] = """
            (%0: f64, %1: i32) { %2: i32 = const [literal = 0] %3: f64 = for %2, %1, %0 [number = 1] { (%4: i32, %5: f64) %6: f64 = mul %5, %0 %7: f64 = math %6 [symbol = "Sin"] yield %7 } yield %3 }
            """,
        ["while"] = """
            (%0: f64, %1: i32) {
              %2: i32 = const [literal = 0] %3: i32 = const [literal = 1]
              %4: i32, %5: f64 = while %1, %0 { (%6: i32, %7: f64) %8: bool = gt %6, %2 yield %8 } { (%9: i32, %10: f64) %11: i32 = sub %9, %3 %12: f64 = math %10 [symbol = "Exp"] %13: f64 = mul %12, %0 %14: f64 = math %13 [symbol = "Sin"] yield %11, %14 }
              yield %5 }
            """,
        ["call"] = """
            (%0: f64, %1: span<f64>) { %2: f64 = call %0, %1 [symbol = "g"] %3: f64 = call %2, %1 [symbol = "g"] %4: f64 = mul %2, %3 yield %4 }
            func @"g"(%0: f64, %1: span<f64>) {
              %2: i32 = const [literal = 0] %3: f64 = load %1, %2 %4: f64 = mul %3, %0 store %1, %4, %2 %5: f64 = math %4 [symbol = "Sin"] yield %5 }
            """,
        ["throw"] = """
            (%0: f64, %1: i32) {
              %2: i32 = const [literal = 100] %3: bool = gt %1, %2 %4: f64 = if %3 { () throw %1 [symbol = "new Exception({0})"] %5: f64 = default yield %5 } { () %6: f64 = mul %0, %0 yield %6 } %7: f64 = mul %4, %0 yield %7 }
            """,
        ["opaque, note"] = """
            (%0: f64, %1: f64) { note [symbol = "words"] %2: f64 = opaque [symbol = "Draw()"] opaque %2 [symbol = "Log({0})"] %3: f64 = mul %2, %0 %4: f64 = mul %3, %1 yield %4 }
            """,
        ["splat, reduce"] = """
            (%0: f64, %1: f64) {
              %2: vector<f64, 4> = splat %0 %3: i32 = const [literal = 1] %4: vector<i32, 4> = iota %3 %5: vector<f64, 4> = convert %4 %6: vector<f64, 4> = mul %2, %5
              %7: vector<f64, 4> = math %6 [symbol = "Sin"] %8: f64 = reduce %7 [symbol = "add"] %9: f64 = reduce %7 [symbol = "mul"] %10: f64 = reduce %7 [symbol = "max"]
              %11: f64 = reduce %7 [symbol = "min"] %12: vector<f64, 2> = reduce %6 [symbol = "add"] %13: vector<f64, 2> = reduce %7 [symbol = "mul"]
              %14: vector<f64, 2> = mul %12, %13 %15: f64 = reduce %14 [symbol = "add"] %16: f64 = add %8, %9 %17: f64 = add %10, %11 %18: f64 = mul %16, %17
              %19: f64 = mul %18, %1 %20: f64 = add %19, %15 yield %20 }
            """,
        ["halving reductions"] = """
            (%0: f64, %1: span<f64>) {
              %2: i32 = const [literal = 0] %3: vector<f64, 4> = vload %1, %2 %4: vector<f64, 4> = mul %3, %3 %5: vector<f64, 2> = reduce %4 [symbol = "max"]
              %6: vector<f64, 2> = reduce %4 [symbol = "min"] %7: vector<f64, 2> = mul %5, %6 %8: f64 = reduce %7 [symbol = "add"] %9: f64 = mul %8, %0 yield %9 }
            """,
        ["vload, vstore, masks"] = """
            (%0: f64, %1: span<f64>) {
              %2: i32 = const [literal = 1] %3: vector<f64, 2> = vload %1, %2 %4: vector<f64, 2> = splat %0 %5: vector<bool, 2> = lt %3, %4 %6: vector<f64, 2> = mul %3, %4
              %7: vector<f64, 2> = select %5, %6, %3 vstore %1, %7, %2 %8: f64 = load %1, %2 %9: f64 = load %1, %2 %10: f64 = mul %8, %9 yield %10 }
            """,
        ["totensor, fromtensor, matmul nn"] = Product("nn"),
        ["matmul tn"] = Product("tn"),
        ["matmul nt"] = Product("nt"),
        ["broadcast, sumto"] = """
            (%0: f64, %1: span<f64>) {
              %2: i32 = const [literal = 2] %3: tensor<f64, 2, 2> = totensor %1, %2, %2 %4: tensor<f64, 2, 2> = broadcast %0 %5: tensor<f64, 2, 2> = mul %3, %4
              %6: tensor<f64, 1, 2> = sumto %5 %7: tensor<f64, 2, 2> = broadcast %6 %8: tensor<f64, 2, 2> = mul %7, %3 %9: tensor<f64, 2, 2> = math %8 [symbol = "Sin"]
              %10: f64 = sumto %9 %11: f64 = mul %10, %0 fromtensor %9, %1 yield %11 }
            """,
    };

    private const string Net = "class \"Net\" { W: array<f64>, B: f64 }\n";

    public static Module Module(string name) => Parser.Parse((All[name].Contains("\"Net\"", StringComparison.Ordinal) ? Net : "") + "func @\"f\"" + All[name]);

    /// <summary>New arguments for a function; memory has four elements.</summary>
    public static object?[] Arguments(Function function) => [.. function.Parameters.Select((parameter, i) => (object?)(parameter.Type switch
    {
        ScalarType { Kind: ScalarKind.I32 } => 3,
        ScalarType => 0.7 + (0.6 * i),
        MemoryType { Kind: MemoryKind.Grid } => new[,] { { 0.3, -0.6 }, { 0.9, 0.4 } },
        MemoryType { Kind: MemoryKind.Rows } => Memory.Rows(new[] { 0.3, -0.6, 0.9, 0.4 }, 2),
        ObjectType => new ObjectValue(new([new("W", MemoryType.Array(IrType.F64)), new("B", IrType.F64)])) { ["W"] = new[] { 0.8, -0.5 }, ["B"] = 1.2 },
        _ => new[] { 0.3, -0.6, 0.9, 0.4 },
    }))];

    private static string Product(string layout) => $$"""
        (%0: f64, %1: span<f64>) {
          %2: i32 = const [literal = 2] %3: tensor<f64, 2, 2> = totensor %1, %2, %2 %4: tensor<f64, 2, 2> = broadcast %0 %5: tensor<f64, 2, 2> = add %3, %4
          %6: tensor<f64, 2, 2> = matmul %3, %5 [symbol = "{{layout}}"] fromtensor %6, %1 %7: i32 = const [literal = 1] %8: f64 = load %1, %7 %9: f64 = mul %8, %8 yield %9 }
        """;
}
