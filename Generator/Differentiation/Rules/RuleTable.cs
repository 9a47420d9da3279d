using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Differentiation.Rules;

/// <summary>The derivative of every primitive, a line each. <c>docs/rules.md</c> is this table as a page.</summary>
/// <remarks>
/// <para>
/// A text is an expression over the operands <c>x y z</c> (<c>n</c> an integer operand), the result <c>r</c> and the seed
/// <c>d</c>, linear in d. After a bar stands where other values take the place of operands: <c>d / y | d == 0 &amp;&amp; y == 0: y = 1</c>.
/// A condition with <c>d == 0</c> keeps a zero seed at zero where the partial derivative is infinite or undefined. It names the singular
/// point too, never the seed alone: elsewhere the contribution must remain differentiable in d.
/// </para>
/// <para>
/// A condition without d settles a kink. All that varies in the expression is replaced, so that derivatives of every order are zero there.
/// </para>
/// </remarks>
internal static class RuleTable
{
    /// <summary>The table, in the order of the page.</summary>
    public static readonly IReadOnlyList<RuleSection> Sections =
    [
        Section("Arithmetic",
            Row("add", "d", "d"),
            Row("sub", "d", "-d"),
            Row("mul", "d * y", "d * x"),
            Row("div", "d / y | d == 0 && y == 0: y = 1", "-d * r / y | d == 0 && y == 0: y = 1, r = 0"),
            Row("rem", "d", "-d * round((x - r) / y) | d == 0 && y == 0: y = 1, r = 0"),
            Row("neg", "-d"),
            Row("fma", "d * y", "d * x", "d"),
            Row("select", "0", "x ? d : 0", "x ? 0 : d"),
            Row("convert", "convert(d)"),
            Row("follow", "0", "d"),
            Row("stop", "0")),
        Section("Logic and comparisons",
            Row("and", "0", "0"),
            Row("or", "0", "0"),
            Row("xor", "0", "0"),
            Row("not", "0"),
            Row("shl", "0", "0"),
            Row("shr", "0", "0"),
            Row("ushr", "0", "0"),
            Row("eq", "0", "0"),
            Row("ne", "0", "0"),
            Row("lt", "0", "0"),
            Row("le", "0", "0"),
            Row("gt", "0", "0"),
            Row("ge", "0", "0")),
        Section("Powers and roots",
            Row("Sqrt", "d / (2 * r) | d == 0 && !(abs(r) > 0): r = 1"),
            Row("Cbrt", "d / (3 * r * r) | d == 0 && !(abs(r) > 0): r = 1"),
            Row("RootN", "x == 0 ? d / (n * pow(r, n - 1)) : d * r / (n * x) | d == 0 && !(abs(x * r) > 0 && abs(r) < infinity): x = 1, r = 1", "0"),
            Row("Hypot", "d * (x / r) | r == 0: x = 0, r = 1", "d * (y / r) | r == 0: y = 0, r = 1"),
            Row("Pow",
                "d * y * pow(x, x == 0 && y == 0 ? 1 : y - 1) | d == 0 && (x == 0 && y < 1 || x < 0 && y != floor(y) || !(abs(x) < infinity)): x = 1",
                "d * r * log(x == 0 && y > 0 ? 1 : x) | d == 0 && !(x > 0 && x < infinity && r < infinity): x = 1, r = 0"),
            Row("ReciprocalEstimate", "-d / x / x | d == 0 && !(abs(x) > 0): x = 1"),
            Row("ReciprocalSqrtEstimate", "-d / (2 * x) / sqrt(x) | d == 0 && !(x > 0): x = 1")),
        Section("Exponentials",
            Row("Exp", "d * r"),
            Row("Exp2", "d * (r * ln2)"),
            Row("Exp10", "d * (r * ln10)"),
            Row("ExpM1", "d * exp(x)"),
            Row("Exp2M1", "d * (exp2(x) * ln2)"),
            Row("Exp10M1", "d * (exp10(x) * ln10)"),
            Row("Sigmoid", "d * r * (1 - r)"),
            Row("Softplus", "d * sigmoid(x)")),
        Section("Logarithms",
            Row("Log", "d / x | d == 0 && !(abs(x) > 0): x = 1"),
            Row("Log2", "d / (x * ln2) | d == 0 && !(abs(x) > 0): x = 1"),
            Row("Log10", "d / (x * ln10) | d == 0 && !(abs(x) > 0): x = 1"),
            Row("LogBase",
                "d / (x * log(y)) | d == 0 && !(x > 0 && y > 0 && y != 1): x = 1, y = 2",
                "-d * r / (y * log(y)) | d == 0 && !(x > 0 && y > 0 && y != 1 && abs(r) < infinity && y < infinity): y = 2, r = 0"),
            Row("LogP1", "d / (1 + x) | d == 0 && !(x > -1): x = 0"),
            Row("Log2P1", "d / ((1 + x) * ln2) | d == 0 && !(x > -1): x = 0"),
            Row("Log10P1", "d / ((1 + x) * ln10) | d == 0 && !(x > -1): x = 0")),
        Section("Trigonometry",
            Row("Sin", "d * cos(x)"),
            Row("Cos", "-d * sin(x)"),
            Row("Tan", "d * (1 + r * r)"),
            Row("Asin", "d / sqrt((1 - x) * (1 + x)) | d == 0 && !(abs(x) < 1): x = 0"),
            Row("Acos", "-d / sqrt((1 - x) * (1 + x)) | d == 0 && !(abs(x) < 1): x = 0"),
            Row("Atan", "d / (1 + x * x)"),
            Row("Atan2",
                "d * (y / hypot(x, y)) / hypot(x, y) | x == 0 && y == 0: x = 1, y = 0",
                "-d * (x / hypot(x, y)) / hypot(x, y) | x == 0 && y == 0: x = 0, y = 1"),
            Row("SinPi", "d * (pi * cospi(x))"),
            Row("CosPi", "-d * (pi * sinpi(x))"),
            Row("TanPi", "d * (pi * (1 + r * r)) | d == 0 && !(abs(r) < infinity): r = 0"),
            Row("AsinPi", "d / (pi * sqrt((1 - x) * (1 + x))) | d == 0 && !(abs(x) < 1): x = 0"),
            Row("AcosPi", "-d / (pi * sqrt((1 - x) * (1 + x))) | d == 0 && !(abs(x) < 1): x = 0"),
            Row("AtanPi", "d / (pi * (1 + x * x))"),
            Row("Atan2Pi",
                "d * (y / hypot(x, y)) / (pi * hypot(x, y)) | x == 0 && y == 0: x = 1, y = 0",
                "-d * (x / hypot(x, y)) / (pi * hypot(x, y)) | x == 0 && y == 0: x = 0, y = 1"),
            Row("DegreesToRadians", "d * (pi / 180)"),
            Row("RadiansToDegrees", "d * (180 / pi)")),
        Section("Hyperbolic functions",
            Row("Sinh", "d * cosh(x)"),
            Row("Cosh", "d * sinh(x)"),
            Row("Tanh", "d * (1 - r * r)"),
            Row("Asinh", "d / hypot(x, 1)"),
            Row("Acosh", "d / (sqrt(x - 1) * sqrt(x + 1)) | d == 0 && !(x > 1): x = 2"),
            Row("Atanh", "d / ((1 - x) * (1 + x)) | d == 0 && !(abs(x) < 1): x = 0")),
        Section("Special functions",
            Row("Erf", "d * (2 / sqrt(pi) * exp(-(x * x)))"),
            Row("Erfc", "-d * (2 / sqrt(pi) * exp(-(x * x)))"),
            Row("NormalPdf", "-d * x * r | abs(x) == infinity: x = 0, r = 0"),
            Row("NormalCdf", "d * normalpdf(x)"),
            Row("NormalQuantile", "d / normalpdf(r) | d == 0 && !(abs(r) < infinity): r = 0"),
            Row("LogGamma", "d * digamma(x) | d == 0 && !(abs(1 / x) < infinity && x < infinity && (x > 0 || x != floor(x))): x = 1"),
            Row("Digamma", "d * trigamma(x) | d == 0 && !(1 / (x * x) < infinity && (x > 0 || x != floor(x))): x = 1"),
            Row("Trigamma", "d * polygamma(x, 2) | d == 0 && !(2 / (x * x * abs(x)) < infinity && (x > 0 || x != floor(x))): x = 1"),
            Row("Polygamma", "d * polygamma(x, n + 1) | d == 0 && !((n + 1) * abs(r / x) < infinity): x = 1", "0")),
        Section("Selection",
            Row("Abs", "x > 0 ? d : x < 0 ? -d : 0"),
            Row("CopySign", "x == 0 ? 0 : r == x ? d : -d", "0"),
            Row("Max", "x < y ? 0 : x == y ? d * 0.5 : d", "y < x ? 0 : x == y ? d * 0.5 : d"),
            Row("Min", "x > y ? 0 : x == y ? d * 0.5 : d", "y > x ? 0 : x == y ? d * 0.5 : d"),
            Row("MaxNumber", "x == y ? d * 0.5 : r == x ? d : 0", "x == y ? d * 0.5 : r == y ? d : 0"),
            Row("MinNumber", "x == y ? d * 0.5 : r == x ? d : 0", "x == y ? d * 0.5 : r == y ? d : 0"),
            Row("MaxNative", "x == y ? d * 0.5 : r == x ? d : 0", "x == y ? d * 0.5 : r == y ? d : 0"),
            Row("MinNative", "x == y ? d * 0.5 : r == x ? d : 0", "x == y ? d * 0.5 : r == y ? d : 0"),
            Row("MaxMagnitude", "x == y ? d * 0.5 : r == x ? d : 0", "x == y ? d * 0.5 : r == y ? d : 0"),
            Row("MinMagnitude", "x == y ? d * 0.5 : r == x ? d : 0", "x == y ? d * 0.5 : r == y ? d : 0"),
            Row("MaxMagnitudeNumber", "x == y ? d * 0.5 : r == x ? d : 0", "x == y ? d * 0.5 : r == y ? d : 0"),
            Row("MinMagnitudeNumber", "x == y ? d * 0.5 : r == x ? d : 0", "x == y ? d * 0.5 : r == y ? d : 0"),
            Row("Clamp", "x < y || x > z ? 0 : d", "x < y ? d : 0", "x > z ? d : 0"),
            Row("ClampNative", "x < y || x > z ? 0 : d", "x < y ? d : 0", "x > z ? d : 0")),
        Section("Combinations and neighbours",
            Row("FusedMultiplyAdd", "d * y", "d * x", "d"),
            Row("MultiplyAddEstimate", "d * y", "d * x", "d"),
            Row("Lerp", "d * (1 - z)", "d * z", "d * (y - x)"),
            Row("ScaleB", "scaleb(d, n)", "0"),
            Row("Ieee754Remainder", "d", "-d * round((x - r) / y) | d == 0 && y == 0: y = 1, r = 0"),
            Row("BitIncrement", "d"),
            Row("BitDecrement", "d")),
        Section("Steps",
            Row("Floor", "0"),
            Row("Ceiling", "0"),
            Row("Truncate", "0"),
            Row("Round", "0"),
            Row("RoundDigits", "0", "0"),
            Row("RoundAwayFromZero", "0"),
            Row("RoundToZero", "0"),
            Row("RoundToPositiveInfinity", "0"),
            Row("RoundToNegativeInfinity", "0"),
            Row("Sign", "0"),
            Row("ILogB", "0")),
    ];

    /// <summary>Every row.</summary>
    public static IEnumerable<Rule> All => Sections.SelectMany(section => section.Rules);

    /// <summary>The rule of an operation by the table as it stands; see <see cref="RuleSet.Find"/>.</summary>
    public static Rule? Find(Operation operation) => RuleSet.Default.Find(operation);

    private static RuleSection Section(string title, params Rule[] rules) => new(title, new(rules));

    private static Rule Row(string name, params string[] contributions) => new(name, new(contributions));
}
