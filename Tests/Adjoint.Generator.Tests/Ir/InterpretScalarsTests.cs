using System.Globalization;
using System.Reflection;
using Adjoint.Generator.Ir;
using Xunit;

namespace Adjoint.Generator.Tests.Ir;

public sealed class InterpretScalarsTests
{
    private const int Least = int.MinValue;

    public static TheoryData<string, object, object, object> Binary => new()
    {
        { "add", 0.1f, 0.2f, 0.1f + 0.2f },
        { "mul", 1e30f, 1e30f, float.PositiveInfinity },
        { "sub", 0.3, 0.1, 0.3 - 0.1 },
        { "div", 1.0, 0.0, double.PositiveInfinity },
        { "rem", -7.5, 2.0, -7.5 % 2.0 },
        { "add", int.MaxValue, 1, Least },
        { "sub", 0u, 1u, uint.MaxValue },
        { "mul", long.MaxValue, 2L, -2L },
        { "div", -7, 2, -3 },
        { "rem", -7, 2, -1 },
        { "add", (byte)250, (byte)10, (byte)4 },
        { "add", (sbyte)127, (sbyte)1, (sbyte)-128 },
        { "mul", 'a', (char)2, (char)('a' * 2) },
        { "and", 12, 10, 8 },
        { "or", 12UL, 10UL, 14UL },
        { "xor", true, true, false },
        { "and", true, false, false },
        { "shl", 1, 33, 2 },
        { "shr", -8, 1, -4 },
        { "ushr", -8, 1, -8 >>> 1 },
        { "shl", 1L, 33, 1L << 33 },
        { "shl", (byte)0x81, 1, (byte)0x02 },
        { "ushr", (sbyte)-1, 1, (sbyte)-1 },
    };

    [Theory]
    [MemberData(nameof(Binary))]
    public void ArithmeticIsThatOfCSharp(string operation, object left, object right, object expected)
    {
        string type = TypeOf(left);
        Assert.Equal(expected, InterpretedText.Value(
            $"(%0: {type}, %1: {TypeOf(right)}) {{ %2: {type} = {operation} %0, %1 yield %2 }}", left, right));
    }

    [Theory]
    [InlineData("add %0, %0 [Checked]", int.MaxValue)]
    [InlineData("sub %1, %0 [Checked]", Least)]
    [InlineData("mul %0, %0 [Checked]", Least)]
    [InlineData("neg %0 [Checked]", Least)]
    [InlineData("div %0, %2", Least)]
    public void OverflowThrows(string operation, int x) => Assert.Throws<OverflowException>(() => InterpretedText.Run(
        $"(%0: i32) {{ %1: i32 = const [literal = 0] %2: i32 = const [literal = -1] %3: i32 = {operation} yield %3 }}", x));

    [Fact]
    public void DivisionByZeroThrows() => Assert.Throws<DivideByZeroException>(() =>
        InterpretedText.Run("(%0: i64) { %1: i64 = rem %0, %0 yield %1 }", 0L));

    [Theory]
    [InlineData(double.NaN, 1.0, "ne")]
    [InlineData(1.0, 1.0, "eq le ge")]
    [InlineData(1.0, 2.0, "ne lt le")]
    [InlineData(double.PositiveInfinity, 2.0, "ne gt ge")]
    [InlineData(-0.0, 0.0, "eq le ge")]
    public void ComparisonsAreIeee(double left, double right, string holding)
    {
        foreach (string comparison in "eq ne lt le gt ge".Split(' '))
        {
            object? result = InterpretedText.Value($"(%0: f64, %1: f64) {{ %2: bool = {comparison} %0, %1 yield %2 }}", left, right);
            Assert.Equal(holding.Split(' ').Contains(comparison), result);
        }
    }

    public static TheoryData<object, object> Conversions => new()
    {
        { 300, (byte)44 }, { -1, ushort.MaxValue }, { -1, ulong.MaxValue }, { 65, 'A' }, { 'A', 65.0 }, { 16777217, 16777216f },
        { ulong.MaxValue, -1L }, { ulong.MaxValue, 18446744073709551616.0 }, { 1e10, int.MaxValue }, { -1e10, int.MinValue },
        { double.NaN, 0 }, { -1.0, 0u }, { float.PositiveInfinity, long.MaxValue }, { 2.9f, 2 }, { -2.9, -2L }, { 0.1, 0.1f }, { 0.1f, (double)0.1f },
        { 1e300, float.PositiveInfinity }, { long.MaxValue, 9.223372E+18f },
    };

    [Theory]
    [MemberData(nameof(Conversions))]
    public void ConversionsAreCSharps(object from, object to) => Assert.Equal(to, InterpretedText.Value(
        $"(%0: {TypeOf(from)}) {{ %1: {TypeOf(to)} = convert %0 yield %1 }}", from));

    [Theory]
    [InlineData(300, "u8")]
    [InlineData(-1, "u64")]
    [InlineData(-1, "char")]
    [InlineData(1e10, "i32")]
    [InlineData(double.NaN, "i64")]
    [InlineData(ulong.MaxValue, "i64")]
    public void CheckedConversionsThrow(object from, string to) => Assert.Throws<OverflowException>(() => InterpretedText.Run(
        $"(%0: {TypeOf(from)}) {{ %1: {to} = convert %0 [Checked] yield %1 }}", from));

    [Fact]
    public void NegationAndComplementAndFusedProduct()
    {
        Assert.Equal(
            [-0.0, int.MinValue, ~5, false],
            InterpretedText.Run(
                "(%0: f64, %1: i32, %2: i32, %3: bool) { %4: f64 = neg %0 %5: i32 = neg %1 %6: i32 = not %2 %7: bool = not %3 yield %4, %5, %6, %7 }",
                0.0, int.MinValue, 5, true));
        float a = 1.0001f;
        Assert.Equal(MathF.FusedMultiplyAdd(a, a, -1f), InterpretedText.Value("(%0: f32, %1: f32) { %2: f32 = fma %0, %0, %1 yield %2 }", a, -1f));
        Assert.NotEqual((a * a) - 1f, MathF.FusedMultiplyAdd(a, a, -1f));
    }

    public static TheoryData<string> FunctionNames => [.. Elementary.All.Select(row => row.Name)];

    /// <summary>Each function against the member of its name in Math, MathF, double, float or SpecialFunctions, found by reflection.</summary>
    [Theory]
    [MemberData(nameof(FunctionNames))]
    public void ElementaryFunctionsAreNets(string name)
    {
        foreach (double[] point in new double[][] { [0.3, 0.7, 0.9], [-2.5, 0, 3], [double.NaN, 0, 1], [double.PositiveInfinity, 1, 2], [-0.0, 0, 0] })
        {
            CheckFunction(name, point, "f64", typeof(Math), typeof(double));
            CheckFunction(name, point.Select(x => (float)x).ToArray(), "f32", typeof(MathF), typeof(float));
        }
    }

    [Fact]
    public void TheFunctionsThatThrowAreMarked()
    {
        double[] points = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, -1, 0, 1, 100];
        foreach (Elementary row in Elementary.All)
        {
            bool threw = false;
            foreach (object x in points.SelectMany(x => new object[] { x, (float)x }))
            {
                foreach (object y in points)
                {
                    object[] operands = [.. Enumerable.Range(0, row.Arity).Select(i => i == 0 ? x
                        : row.IsIntegerOperand(i) ? unchecked((int)(double)y)
                        : Convert.ChangeType(i == 1 ? y : 0.5, x.GetType(), CultureInfo.InvariantCulture))];
                    threw |= Record.Exception(() => ElementaryFunctions.Apply(row.Name, operands)) is not null;
                }
            }

            Assert.Equal((row.Name, row.Traps), (row.Name, threw));
        }
    }

    private static void CheckFunction<T>(string name, T[] point, string type, Type mathematics, Type scalar)
    {
        Elementary row = Elementary.Find(name)!;
        object[] operands = [.. Enumerable.Range(0, row.Arity).Select(i => row.IsIntegerOperand(i) ? 3 : (object)point[i]!)];
        string parameters = string.Join(", ", operands.Select((_, i) => $"%{i}: {(row.IsIntegerOperand(i) ? "i32" : type)}"));
        string uses = string.Join(", ", operands.Select((_, i) => $"%{i}"));
        string text = $"({parameters}) {{ %9: {(row.IntegerResult ? "i32" : type)} = math {uses} [symbol = \"{name}\"] yield %9 }}";
        object? expected = null;
        Type? failure = null;
        try
        {
            expected = Expected(name, operands, mathematics, scalar);
        }
        catch (TargetInvocationException exception)
        {
            failure = exception.InnerException!.GetType();
        }

        if (failure is null)
        {
            Assert.Equal(expected, InterpretedText.Value(text, operands));
        }
        else
        {
            Assert.Throws(failure, () => InterpretedText.Run(text, operands));
        }
    }

    private static object Expected(string name, object[] operands, Type mathematics, Type scalar)
    {
        double x = Convert.ToDouble(operands[0], CultureInfo.InvariantCulture);
        switch (name)
        {
            case "Sigmoid":
                return scalar == typeof(float) ? (object)(1 / (1 + MathF.Exp((float)-x))) : 1 / (1 + Math.Exp(-x));
            case "Softplus":
                return scalar == typeof(float)
                    ? (object)(MathF.Max((float)x, 0) + float.LogP1(MathF.Exp(-MathF.Abs((float)x))))
                    : Math.Max(x, 0) + double.LogP1(Math.Exp(-Math.Abs(x)));
        }

        const string Round = "Round";
        bool rounding = name.StartsWith(Round, StringComparison.Ordinal) && Enum.TryParse(name[Round.Length..], out MidpointRounding _);
        object[] arguments = rounding ? [.. operands, Enum.Parse<MidpointRounding>(name[Round.Length..])] : operands;
        string member = rounding || name == "RoundDigits" ? Round : name == "LogBase" ? "Log" : name;
        Type[] types = [.. arguments.Select(argument => argument.GetType())];
        MethodInfo? method = mathematics.GetMethod(member, BindingFlags.Public | BindingFlags.Static, types)
            ?? scalar.GetMethod(member, BindingFlags.Public | BindingFlags.Static, types)
            ?? typeof(SpecialFunctions).GetMethod(member, BindingFlags.Public | BindingFlags.Static, types);
        return method is not null
            ? method.Invoke(null, arguments)!
            : throw new InvalidOperationException($"{scalar} has no {member}");
    }

    private static string TypeOf(object value) => value switch
    {
        bool => "bool",
        sbyte => "i8",
        byte => "u8",
        short => "i16",
        ushort => "u16",
        char => "char",
        int => "i32",
        uint => "u32",
        long => "i64",
        ulong => "u64",
        float => "f32",
        _ => "f64",
    };
}
