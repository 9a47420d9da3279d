using System.Globalization;
using Adjoint.Execution.Tests.Harness;

namespace Adjoint.RandomPrograms.Tests.Programs;

/// <summary>
/// Holds the companions of a program against the program: FForward is F; FGradient, FVjp and FJvp agree along random
/// directions with differences of F, and with one another to rounding; FHvp with differences of FGradient; what F does once, each of them does once.
/// </summary>
/// <param name="program">The program.</param>
/// <param name="isSingle">Whether it computes in single precision.</param>
/// <param name="returnsValue">Whether F returns something.</param>
/// <param name="seed">Of points, directions and weights.</param>
internal sealed class ProgramCheck(IGradientProgram program, bool isSingle, bool returnsValue, int seed)
{
    private readonly Random _random = new(seed);

    public static ProgramCheck Of(IGradientProgram running, RandomCSharp program) =>
        new(running, program.IsSingle, program.ReturnsValue, program.CheckSeed) { HasDestinations = program.HasDestinations };

    /// <summary>Whether derivatives go to memory, where they can be added to what is there.</summary>
    public bool HasDestinations { get; init; }

    /// <summary>Points at which F is smooth and was compared.</summary>
    public int Points { get; private set; }

    /// <summary>Points at which the gradient is smooth, too, and <c>FHvp</c> was compared.</summary>
    public int SecondPoints { get; private set; }

    private double Step => isSingle ? 2e-2 : 2e-4;

    private double Tolerance => isSingle ? 1e-2 : 1e-5;

    private double Rounding => isSingle ? 2e-3 : 1e-8;

    /// <summary>The first fault at the program's own point or at others near by; null where there is none.</summary>
    public string? Fault(int points = 2)
    {
        double[] given = program.Inputs;
        for (int point = 0; point < points; point++)
        {
            double[] inputs = point == 0 ? given : [.. given.Select(value => value + (0.3 * Next()))];
            if (isSingle)
            {
                inputs = [.. inputs.Select(value => (double)(float)value)];
            }

            if (At(inputs) is { } fault)
            {
                return $"at [{Text(inputs)}]: {fault}";
            }
        }

        return null;
    }

    private string? At(double[] inputs)
    {
        Effects.Take();
        double[] outputs = program.Evaluate(inputs);
        int[] hits = Effects.Take();
        if (outputs.Any(value => !double.IsFinite(value) || Math.Abs(value) > 1e6))
        {
            return null;
        }

        double[] forward = program.Forward(inputs);
        string? wrong = Differs("FForward", outputs, forward, Rounding) ?? Once("FForward", hits);
        if (wrong is not null)
        {
            return wrong;
        }

        double[] direction = [.. inputs.Select(_ => Next())];
        if (Slopes(program.Evaluate, inputs, direction, outputs) is not { } slopes)
        {
            return null;
        }

        Points++;
        Effects.Take();
        double[] weights = [.. outputs.Select(_ => Next())];
        double[]? tangents = program.Jvp(inputs, direction, out double[] values);
        string? fault = tangents is null ? null
            : Differs("values of FJvp", outputs, values, Rounding) ?? Once("FJvp", hits) ?? Differs("FJvp against differences", slopes, tangents, Tolerance);
        if (fault is null && program.Vjp(inputs, weights) is { } vjp)
        {
            // The driver asks F for the shape of the result first.
            fault = Once("FVjp", returnsValue ? [.. hits, .. hits] : hits)
                ?? Differs("FVjp against differences", [Dot(weights, slopes)], [Dot(vjp, direction)], Tolerance)
                ?? (tangents is null ? null : Differs("FVjp against FJvp", [Dot(weights, tangents)], [Dot(vjp, direction)], Rounding));
        }

        return fault ?? Gradient(inputs, direction, outputs, slopes, hits);
    }

    private string? Gradient(double[] inputs, double[] direction, double[] outputs, double[] slopes, int[] hits)
    {
        if (program.Gradient(inputs, accumulate: false, out double value) is not { } gradient)
        {
            return null;
        }

        string? fault = Once("FGradient", hits)
            ?? Differs("value of FGradient", [outputs[0]], [value], Rounding)
            ?? Differs("FGradient against differences", [slopes[0]], [Dot(gradient, direction)], Tolerance);
        double[] first = new double[outputs.Length];
        first[0] = 1;
        if (fault is null && program.Vjp(inputs, first) is { } vjp)
        {
            fault = Differs("FGradient against FVjp", vjp, gradient, Rounding);
        }

        // Destinations hold ones before; what is returned by value is never added to.
        double[] added = program.Gradient(inputs, accumulate: true, out _)!;
        bool sums = added.Zip(gradient, (sum, alone) => Close(sum, alone, Rounding) || Close(sum, alone + 1, Rounding)).All(close => close)
            && (!HasDestinations || added.Zip(gradient, (sum, alone) => Close(sum, alone + 1, Rounding)).Any(more => more));
        Effects.Take();
        fault ??= Hvp(inputs, direction, outputs, gradient, hits);
        return fault ?? (sums ? null : $"FGradient that accumulates gives [{Text(added)}], else [{Text(gradient)}]");
    }

    private string? Hvp(double[] inputs, double[] direction, double[] outputs, double[] gradient, int[] hits)
    {
        if (program.Hvp(inputs, direction, out double value) is not { } hvp)
        {
            return null;
        }

        string? fault = Once("FHvp", hits) ?? Differs("value of FHvp", [outputs[0]], [value], Rounding);
        double[]? slopes = Slopes(point => program.Gradient(point, accumulate: false, out _)!, inputs, direction, gradient);
        Effects.Take();
        SecondPoints += slopes is null ? 0 : 1;
        return fault ?? (slopes is null ? null : Differs("FHvp against differences of FGradient", slopes, hvp, Tolerance));
    }

    // Differences on either side, each of second order, must agree: F is smooth here, and no branch is near.
    private double[]? Slopes(Func<double[], double[]> function, double[] inputs, double[] direction, double[] here)
    {
        double[] Moved(double by) => function([.. inputs.Select((value, i) => value + (by * direction[i]))]);
        (double[] farUp, double[] nearUp) = (Moved(Step), Moved(Step / 2));
        (double[] farDown, double[] nearDown) = (Moved(-Step), Moved(-Step / 2));
        double[] slopes = new double[here.Length];
        for (int i = 0; i < here.Length; i++)
        {
            double up = ((4 * nearUp[i]) - farUp[i] - (3 * here[i])) / Step;
            double down = ((3 * here[i]) - (4 * nearDown[i]) + farDown[i]) / Step;
            double near = (nearUp[i] - nearDown[i]) / Step;
            double far = (farUp[i] - farDown[i]) / (2 * Step);
            slopes[i] = near + ((near - far) / 3);
            double scale = Math.Max(1, Math.Abs(slopes[i]));
            if (!(Math.Abs(up - down) <= Tolerance * scale && Math.Abs(near - far) <= Tolerance * scale) || Math.Abs(slopes[i]) > 1e4)
            {
                return null;
            }
        }

        return slopes;
    }

    private double Next() => (2 * _random.NextDouble()) - 1;

    private static string? Once(string what, int[] hits)
    {
        int[] now = Effects.Take();
        return hits.SequenceEqual(now) ? null : $"{what} does [{string.Join(", ", now)}] where F does [{string.Join(", ", hits)}]";
    }

    private static double Dot(double[] left, double[] right) => left.Zip(right, (a, b) => a * b).Sum();

    private static string? Differs(string what, double[] expected, double[] actual, double tolerance) =>
        expected.Length == actual.Length && expected.Zip(actual, (a, b) => Close(a, b, tolerance)).All(close => close)
            ? null
            : $"{what}: [{Text(actual)}], expected [{Text(expected)}]";

    private static bool Close(double expected, double actual, double tolerance) =>
        expected.Equals(actual) || Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Max(Math.Abs(expected), Math.Abs(actual)));

    private static string Text(double[] values) => string.Join(", ", values.Select(value => value.ToString("G9", CultureInfo.InvariantCulture)));
}
