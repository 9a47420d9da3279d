using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;
using Adjoint.Execution.Tests.Harness;

namespace Adjoint.Execution.Tests.Numerics;

/// <summary>
/// Every mirrored member of <c>System.Numerics</c>: the mirror has the framework's value, to the bit but for a list, and what is made of it is the derivative of what the framework computes.
/// </summary>
public sealed class MirrorTests
{
    // Elementary functions of vectors are approximated by the framework's vector code, and inverses of matrices are computed in another order.
    private static readonly HashSet<string> ToRounding = new(
        from type in new[] { "Vector2", "Vector3", "Vector4" }
        from name in new[] { "Sin", "Cos", "SinCos", "Exp", "Log", "Log2", "Hypot" }
        select $"{type}.{name}({type}", StringComparer.Ordinal)
    {
        "Quaternion.CreateFromYawPitchRoll(Single", "Matrix4x4.CreateFromYawPitchRoll(Single", "Matrix4x4.Invert(Matrix4x4", "Plane.Transform(Plane, Matrix4x4",
    };

    // Of positive numbers only.
    private static readonly HashSet<string> Positive = new(StringComparer.Ordinal)
    {
        "Log", "Log2", "SquareRoot",
    };

    private static readonly HashSet<string> Steps = new(StringComparer.Ordinal) { "Round", "Truncate" };

    private static readonly ConditionalWeakTable<Type, CompiledProgram> Programs = new();

    public static TheoryData<string> Types => [.. MirroredMember.All.Select(member => member.Owner.Name).Distinct()];

    [Theory]
    [MemberData(nameof(Types))]
    public void Values_are_those_of_the_framework(string type)
    {
        Type framework = Program(Of(type)).Assembly.GetType("Framework")!;
        List<string> faults = [];
        foreach (MirroredMember member in Of(type).Where(member => member.IsOfValues))
        {
            Random random = new(member.Index);
            MethodInfo[] texts = framework.GetMethods().Where(method => method.Name.StartsWith($"V{member.Index}_", StringComparison.Ordinal)).ToArray();
            if (texts.Length == 0)
            {
                faults.Add($"{member} mirrors nothing");
            }

            for (int trial = 0; trial < 400 && faults.Count < 40; trial++)
            {
                object?[] inputs = member.Inputs.Select(parameter => (object?)Input(parameter, () => Component(random, Positive.Contains(member.Mirror.Name)))).ToArray();
                double[] mirrored = [.. NumericValues.Components(OfMirror(member, inputs))];
                foreach (MethodInfo text in texts)
                {
                    double[] expected = [.. NumericValues.Components(text.Invoke(null, BindingFlags.DoNotWrapExceptions, null, inputs, null)!)];
                    double unit = IsToRounding(member) ? 3e-6 * Condition(inputs) : 0;
                    double size = expected.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty().Max();
                    if (!mirrored.Zip(expected, (own, other) => own.Equals(other) || own == other || Math.Abs(own - other) <= unit * size).All(same => same))
                    {
                        faults.Add($"{member} of {string.Join(", ", inputs)}: {string.Join(" ", mirrored)} and not {string.Join(" ", expected)}");
                        trial = 400;
                        break;
                    }
                }
            }
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Derivatives_agree_with_differences(string type)
    {
        Type framework = Program(Of(type)).Assembly.GetType("Framework")!;
        List<string> faults = [];
        foreach (MirroredMember member in Differentiated(Of(type)))
        {
            foreach (int point in Positive.Contains(member.Mirror.Name) ? new[] { 0 } : [0, 1])
            {
                // No two components are near each other, where members choose among them.
                Random random = new(member.Index + (1000 * point));
                int[] places = [.. Enumerable.Range(0, 40)];
                random.Shuffle(places);
                int next = 0;
                object[] inputs = member.Inputs.Select(parameter => Input(parameter,
                    () => (0.25 + (0.04 * places[next++])) * (point == 0 || random.Next(2) == 0 ? 1 : -1))).ToArray();
                Compare(framework, member, inputs, faults);
            }
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    [Fact]
    public void Values_of_strict_companions_are_those_of_the_framework()
    {
        List<string> faults = [];
        foreach (IGrouping<string, MirroredMember> type in MirroredMember.All.GroupBy(member => member.Owner.Name))
        {
            Type framework = Program(type.ToList()).Assembly.GetType("Framework")!;
            foreach (MirroredMember member in Differentiated(type).Where(member => !IsToRounding(member)))
            {
                Random random = new(member.Index);
                for (int trial = 0; trial < 20; trial++)
                {
                    object[] inputs = member.Inputs.Select(parameter => Input(parameter, () => Component(random, Positive.Contains(member.Mirror.Name)))).ToArray();
                    double value = Number(framework.GetMethod($"F{member.Index}")!.Invoke(null, inputs)!);
                    double computed = Number(((ITuple)framework.GetMethod($"F{member.Index}Gradient")!.Invoke(null, inputs)!)[0]!);
                    if (!value.Equals(computed) && value != computed)
                    {
                        faults.Add($"{member} of {string.Join(", ", inputs)}: {computed} and not {value}");
                        break;
                    }
                }
            }
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    private static void Compare(Type framework, MirroredMember member, object[] inputs, List<string> faults)
    {
        bool isDouble = member.Inputs.Any(parameter => parameter.ParameterType == typeof(Complex) || parameter.ParameterType == typeof(double));
        double step = isDouble ? 1e-3 : 1.0 / 64, tolerance = isDouble ? 1e-7 : 4e-3;
        MethodInfo method = framework.GetMethod($"F{member.Index}")!;
        ITuple gradient = (ITuple)framework.GetMethod($"F{member.Index}Gradient")!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, inputs, null)!;
        double[] point = [.. inputs.SelectMany(NumericValues.Components)];
        double[] slopes = [.. Enumerable.Range(1, gradient.Length - 1).SelectMany(item => NumericValues.Components(gradient[item]!))];
        double[] differences = point.Select((_, i) => Steps.Contains(member.Mirror.Name) ? 0 : ((8 * Rise(i, step)) - Rise(i, 2 * step)) / (12 * step)).ToArray();
        double along = Number(((ITuple)framework.GetMethod($"F{member.Index}Jvp")!.Invoke(null, BindingFlags.DoNotWrapExceptions, null,
            [.. inputs, .. inputs.Where(input => input is not int).Select((input, i) => Moved(input, i))], null)!)[1]!);
        double product = slopes.Zip(inputs.Where(input => input is not int).Select(Moved).SelectMany(NumericValues.Components), (slope, move) => slope * move).Sum();
        double size = 1 + slopes.Select(Math.Abs).DefaultIfEmpty().Max();
        if (slopes.Length != differences.Length || slopes.Zip(differences, (own, other) => Math.Abs(own - other) <= tolerance * size).Contains(false))
        {
            faults.Add($"{member} at {string.Join(", ", inputs)}: {string.Join(" ", slopes)} and not {string.Join(" ", differences)}");
        }

        if (!(Math.Abs(along - product) <= (isDouble ? 1e-12 : 1e-4) * size * point.Length))
        {
            faults.Add($"{member} at {string.Join(", ", inputs)}: forward {along}, reverse {product}");
        }

        double Rise(int index, double by) => At(index, by) - At(index, -by);

        double At(int index, double by)
        {
            int next = 0;
            object[] moved = inputs.Select(input => input is int ? input : NumericValues.Made(input.GetType(), () => point[next] + (next++ == index ? by : 0), 1)).ToArray();
            return Number(method.Invoke(null, moved)!);
        }
    }

    private static object Moved(object input, int seed)
    {
        Random random = new(seed);
        return NumericValues.Made(input.GetType(), () => random.NextDouble() - 0.5, 1);
    }

    private static List<MirroredMember> Of(string type) => [.. MirroredMember.All.Where(member => member.Owner.Name == type)];

    private static IEnumerable<MirroredMember> Differentiated(IEnumerable<MirroredMember> members) => members.Where(member => member.IsOfValues && member.Bodies.Any() && member.Made != typeof(bool)
        && member.Inputs.Any(parameter => parameter.ParameterType == typeof(float) || parameter.ParameterType == typeof(double) || !parameter.ParameterType.IsPrimitive));

    private static bool IsToRounding(MirroredMember member) => ToRounding.Any(known => member.ToString().StartsWith(known, StringComparison.Ordinal));

    // How much rounding may grow: matrices may be near to ones that have no inverse.
    private static double Condition(object?[] inputs) => inputs.OfType<Matrix4x4>().Select(matrix => 20 / Math.Min(1, Math.Pow(Math.Abs(matrix.GetDeterminant()), 2))).DefaultIfEmpty(1).Max();

    private static double Number(object value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);

    // Cameras are particular about some of their numbers, and tangents are steep.
    private static object Input(ParameterInfo parameter, Func<double> next) => parameter.Name switch
    {
        "nearPlaneDistance" => (float)(0.4 + (0.25 * Math.Abs(next()))),
        "farPlaneDistance" or "zFarPlane" or "right" or "top" when parameter.ParameterType == typeof(float) => (float)(3 + Math.Abs(next())),
        "cameraPosition" => new Vector3((float)(3 + next()), (float)(-2 + next()), (float)(4 + next())),
        "fieldOfView" => (float)(0.3 + (0.5 * Math.Abs(next()))),
        "radiansX" or "radiansY" => (float)(0.5 * next()),
        _ => NumericValues.Made(parameter.ParameterType, next, 1),
    };

    private static double Component(Random random, bool isPositive) => random.Next(12) == 0 ? (isPositive ? 1 : random.Next(3) - 1) : (random.NextDouble() * 3) - (isPositive ? -0.01 : 1.5);

    private static object OfMirror(MirroredMember member, object?[] inputs)
    {
        object?[] arguments = new object?[member.Parameters.Count];
        inputs.CopyTo(arguments, 0);
        object? result = member.Mirror.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
        return member.Parameters.Any(parameter => parameter.IsOut) ? arguments[^1]! : result!;
    }

    // A class with a method for each way to write each member, and one that is differentiated.
    private static CompiledProgram Program(IReadOnlyList<MirroredMember> members) => Programs.GetValue(members[0].Owner, _ =>
    {
        List<string> lines = [];
        foreach (MirroredMember member in members.Where(member => member.IsOfValues && member.Bodies.Any()))
        {
            string parameters = string.Join(", ", member.Inputs.Select(parameter => MirroredMember.TextOf(parameter.ParameterType) + " @" + parameter.Name));
            string made = MirroredMember.TextOf(member.Made);
            lines.AddRange(member.Bodies.Select((body, way) => $"    public static {made} V{member.Index}_{way}({parameters}) {body}"));
            if (Differentiated([member]).Any())
            {
                bool isDouble = member.Made == typeof(Complex) || member.Made == typeof(double);
                string[] terms = [.. NumericValues.Paths(member.Made).Select((path, i) => $"{(i % 2 == 0 ? 0.75 - (0.0625 * i) : -0.5 - (0.03125 * i)).ToString(CultureInfo.InvariantCulture)}{(isDouble ? "" : "f")} * made{path}")];
                lines.Add("    [Adjoint.Differentiable(Adjoint.Derivatives.Gradient | Adjoint.Derivatives.Jvp, Strict = true)]");
                lines.Add($"    public static {(isDouble ? "double" : "float")} F{member.Index}({parameters})");
                lines.Add($"    {{ {made} made = V{member.Index}_0({string.Join(", ", member.Inputs.Select(parameter => "@" + parameter.Name))}); return {string.Join(" + ", terms)}; }}");
            }
        }

        return ExecutionHarness.Compile("using System.Numerics;\npublic static partial class Framework\n{\n" + string.Join('\n', lines) + "\n}\n");
    });
}
