using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Adjoint.Execution.Tests.Harness;

/// <summary>Compares all companions of a method with central differences, and with one another.</summary>
internal static class GradientCheck
{
    /// <summary>Compiles the source, in which one method is <c>[Differentiable]</c>, and checks it at the given arguments.</summary>
    /// <param name="method">The name of the method, where there are several.</param>
    /// <param name="values">For each parameter a C# expression (an array for a span); for <c>Rows</c> also <c>name.RowLength</c>.</param>
    public static CompiledProgram Run(
        string source, IReadOnlyDictionary<string, string> values, double tolerance = 1e-6, HarnessOptions? options = null, string? method = null)
    {
        (CompiledProgram program, IGradientProgram driver) = Build(source, values, options, method);
        Compare(driver, tolerance, program);
        return program;
    }

    public static (CompiledProgram Program, IGradientProgram Driver) Build(
        string source, IReadOnlyDictionary<string, string> values, HarnessOptions? options = null, string? name = null)
    {
        options ??= new();
        IMethodSymbol method = FindMethod(ExecutionHarness.Compilation(source, options), name);
        string driver = new DriverWriter(method, values).Write("Driver");
        CompiledProgram program = ExecutionHarness.Compile(source, options with { Others = [.. options.Others, driver] });
        return (program, program.Create<IGradientProgram>("Driver"));
    }

    /// <summary>The faults of the companions, empty where all agree.</summary>
    public static List<string> Faults(IGradientProgram program, double tolerance)
    {
        List<string> faults = [];
        double[] inputs = program.Inputs;
        double[] outputs = program.Evaluate(inputs);
        Agree(faults, "FForward", outputs, program.Forward(inputs), tolerance * 1e-2);
        double[][] jacobian = Jacobian(program, inputs, outputs.Length, tolerance);

        if (program.Gradient(inputs, accumulate: false, out double value) is double[] gradient)
        {
            Agree(faults, "value of FGradient", [outputs[0]], [value], tolerance * 1e-2);
            Agree(faults, "FGradient", jacobian.Select(column => column[0]).ToArray(), gradient, tolerance);
            double[] added = program.Gradient(inputs, accumulate: true, out _)!;
            double[] overwritten = gradient;
            bool[] plus = added.Zip(overwritten, (sum, alone) => Close(sum, alone, tolerance) || Close(sum, alone + 1, tolerance)).ToArray();
            if (plus.Contains(false))
            {
                faults.Add($"FGradient with accumulate: {Text(added)}, without: {Text(overwritten)}");
            }
        }

        Random random = new(12345);
        double[] cotangents = outputs.Select(_ => (random.NextDouble() * 2) - 1).ToArray();
        if (program.Vjp(inputs, cotangents) is double[] vjp)
        {
            Agree(faults, "FVjp", jacobian.Select(column => Dot(column, cotangents)).ToArray(), vjp, tolerance);
        }

        double[] tangents = inputs.Select(_ => (random.NextDouble() * 2) - 1).ToArray();
        if (program.Jvp(inputs, tangents, out double[] moved) is double[] jvp)
        {
            Agree(faults, "values of FJvp", outputs, moved, tolerance * 1e-2);
            double[] expected = Enumerable.Range(0, outputs.Length)
                .Select(row => jacobian.Select((column, index) => column[row] * tangents[index]).Sum()).ToArray();
            Agree(faults, "FJvp", expected.Select((item, index) => double.IsNaN(jvp[index]) ? double.NaN : item).ToArray(), jvp, tolerance);
        }

        if (program.Hvp(inputs, tangents, out double computed) is double[] hvp)
        {
            Agree(faults, "value of FHvp", [outputs[0]], [computed], tolerance * 1e-2);
            if (program.Gradient(inputs, accumulate: false, out _) is not null)
            {
                Agree(faults, "FHvp", Along(program, inputs, tangents, tolerance), hvp, tolerance);
            }
        }

        return faults;
    }

    // Differences of the gradient along the tangents; the four-point formula.
    private static double[] Along(IGradientProgram program, double[] inputs, double[] tangents, double tolerance)
    {
        double step = tolerance > 1e-4 ? 1.0 / 64 : 7e-4;
        double[] near = Difference(step), far = Difference(2 * step);
        return near.Zip(far, (one, two) => one + ((one - two) / 3)).ToArray();

        double[] Difference(double by) => Moved(by).Zip(Moved(-by), (above, below) => (above - below) / (2 * by)).ToArray();

        double[] Moved(double by) =>
            program.Gradient(inputs.Zip(tangents, (input, tangent) => input + (by * tangent)).ToArray(), accumulate: false, out _)!;
    }

    private static void Compare(IGradientProgram driver, double tolerance, CompiledProgram program)
    {
        string generated = string.Join("\n\n", program.Generated.Values);
        List<string> faults;
        try
        {
            faults = Faults(driver, tolerance);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"A companion throws: {exception}\n\n{generated}", exception);
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults) + "\n\n" + generated);
    }

    // Column by column; the four-point formula, exact for polynomials of degree 4.
    private static double[][] Jacobian(IGradientProgram program, double[] inputs, int outputs, double tolerance)
    {
        double relative = tolerance > 1e-4 ? 1.0 / 64 : 7e-4;
        return Enumerable.Range(0, inputs.Length).Select(Column).ToArray();

        double[] Column(int index)
        {
            double step = relative * Math.Max(1, Math.Abs(inputs[index]));
            double[] near = Difference(index, step);
            double[] far = Difference(index, 2 * step);
            return Enumerable.Range(0, outputs).Select(row => near[row] + ((near[row] - far[row]) / 3)).ToArray();
        }

        double[] Difference(int index, double step)
        {
            double[] up = (double[])inputs.Clone();
            double[] down = (double[])inputs.Clone();
            up[index] += step;
            down[index] -= step;
            double[] above = program.Evaluate(up);
            double[] below = program.Evaluate(down);
            return above.Zip(below, (high, low) => (high - low) / (2 * step)).ToArray();
        }
    }

    private static double Dot(double[] left, double[] right) => left.Zip(right, (a, b) => a * b).Sum();

    private static void Agree(List<string> faults, string what, double[] expected, double[] actual, double tolerance)
    {
        if (expected.Length != actual.Length || expected.Zip(actual, (a, b) => Close(a, b, tolerance)).Contains(false))
        {
            faults.Add($"{what}: expected {Text(expected)}, found {Text(actual)}");
        }
    }

    private static bool Close(double expected, double actual, double tolerance) =>
        expected.Equals(actual) || Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Max(Math.Abs(expected), Math.Abs(actual)));

    private static string Text(double[] values) =>
        "[" + string.Join(", ", values.Select(value => value.ToString("G9", CultureInfo.InvariantCulture))) + "]";

    private static IMethodSymbol FindMethod(Compilation compilation, string? name) =>
        compilation.GetSymbolsWithName(found => name is null || found == name, SymbolFilter.Member)
            .OfType<IMethodSymbol>()
            .Single(method => method.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "DifferentiableAttribute"));
}
