using Adjoint.Generator.Analysis;
using Adjoint.Generator.Differentiation;
using Adjoint.Generator.Differentiation.Rules;
using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;
using Adjoint.Generator.Pipeline;
using Adjoint.Generator.Tests.Ir;
using Xunit;

namespace Adjoint.Generator.Tests.Differentiation;

/// <summary>
/// Holds the transforms against central differences of the interpreted primal: for random weights on everything that a
/// function gives or leaves in memory, the vjp must be the gradient of the weighted sum, and the jvp its directional derivative.
/// </summary>
internal sealed class DerivativeChecker(Module module, string function, object[] arguments, int seed = 1)
{
    private readonly Random _random = new(seed);

    public double Tolerance { get; init; } = 1e-6;

    public double Step { get; init; } = 1e-5;

    public RuleSet Rules { get; init; } = RuleSet.Default;

    private Function Primal => module.Find(function)!;

    /// <summary>Which parameters are differentiated; by default all that can be.</summary>
    public bool[]? Active { get; init; }

    private bool[] ActiveParameters => Active ?? Primal.Parameters
        .Select(parameter => parameter.Type.IsFloating || (parameter.Type.RefersToFloating && parameter.Type is not TapeType)).ToArray();

    public void CheckAll()
    {
        CheckVjp();
        CheckJvp();
        if (Primal.Results.Count > 0 && Primal.Results[0].Type.IsFloating)
        {
            CheckGradient();
        }
    }

    /// <summary>Also differentiates the derivatives, in both orders.</summary>
    public void CheckSecondOrder()
    {
        DifferentiationRequest request = new(function, new(ActiveParameters));
        Module vjp = ReverseMode.Vjp(module, request, Rules);
        string name = FunctionNames.Vjp(function);
        object[] cotangents = Primal.Results.Where(result => result.Type.IsFloating).Select(_ => (object)Random()).ToArray();
        object[] accumulators = arguments.Where((argument, i) => ActiveParameters[i] && argument is Array).Select(argument => Values.Map(argument, _ => Random())).ToArray();
        DerivativeChecker second = new(vjp, name, [.. arguments, .. cotangents, .. accumulators], seed) { Tolerance = 20 * Tolerance, Step = Step, Rules = Rules };
        second.CheckVjp();
        second.CheckJvp();

        Module jvp = ForwardMode.Jvp(module, request, Rules);
        object[] tangents = arguments.Where((_, i) => ActiveParameters[i]).Select(argument => Values.Map(argument, _ => Random())).ToArray();
        DerivativeChecker forward = new(jvp, FunctionNames.Jvp(function), [.. arguments, .. tangents], seed) { Tolerance = 20 * Tolerance, Step = Step, Rules = Rules };
        forward.CheckVjp();
        forward.CheckJvp();
    }

    public void CheckVjp()
    {
        Module vjp = Verified(ReverseMode.Vjp(module, new(function, new(ActiveParameters)), Rules), "vjp");
        object[] results = Weights(Primal.Results.Where(result => result.Type.IsFloating).Select(_ => (object)0.0).ToArray());
        object[] memory = ActiveMemory().Select(i => Values.Map(arguments[i], _ => Random())).ToArray();
        object[] given = arguments.Select(Values.Copy).ToArray();
        object[] accumulators = memory.Select(Values.Copy).ToArray();
        object?[] byValue = Run(vjp, FunctionNames.Vjp(function), [.. given, .. results, .. accumulators]);

        double[] expected = Differences(moved => Weighted(moved, results, memory));
        List<double> actual = [];
        int value = 0;
        int accumulator = 0;
        for (int i = 0; i < arguments.Length; i++)
        {
            if (ActiveParameters[i])
            {
                actual.AddRange(Values.Flatten(arguments[i] is Array ? accumulators[accumulator++] : byValue[value++]!));
            }
        }

        Compare(expected, actual, "vjp", vjp, FunctionNames.Vjp(function));
    }

    public void CheckJvp()
    {
        Module jvp = Verified(ForwardMode.Jvp(module, new(function, new(ActiveParameters)), Rules), "jvp");
        object[] direction = arguments.Where((_, i) => ActiveParameters[i]).Select(argument => Values.Map(argument, _ => Random())).ToArray();
        object[] weights = Weights(Primal.Results.Where(result => result.Type.IsFloating).Select(_ => (object)0.0).ToArray());
        object[] memory = ActiveMemory().Select(i => Values.Map(arguments[i], _ => Random())).ToArray();
        object[] tangents = direction.Select(Values.Copy).ToArray();
        object?[] results = Run(jvp, FunctionNames.Jvp(function), [.. arguments.Select(Values.Copy), .. tangents]);
        double actual = results.Skip(Primal.Results.Count).Zip(weights, (tangent, weight) => Convert.ToDouble(tangent) * (double)weight).Sum();
        object[] memoryTangents = tangents.Where(tangent => tangent is Array).ToArray();
        actual += Values.Flatten(memoryTangents).Zip(Values.Flatten(memory), (tangent, weight) => tangent * weight).Sum();

        double[] gradient = Differences(moved => Weighted(moved, weights, memory));
        double expected = gradient.Zip(Values.Flatten(direction), (slope, component) => slope * component).Sum();
        Compare([expected], [actual], "jvp", jvp, FunctionNames.Jvp(function));
    }

    public void CheckGradient()
    {
        Module gradient = Verified(ReverseMode.Gradient(module, new(function, new(ActiveParameters)), Rules), "gradient");
        double[] expected = Differences(moved => Convert.ToDouble(Interpreter.Run(module, function, moved)[0]));
        foreach (bool accumulate in new[] { false, true })
        {
            object[] destinations = ActiveMemory().Select(i => Values.Map(arguments[i], _ => Random())).ToArray();
            double[] before = Values.Flatten(destinations).ToArray();
            object[] flag = destinations.Length > 0 ? [accumulate] : [];
            object?[] results = Run(gradient, FunctionNames.Gradient(function), [.. arguments.Select(Values.Copy), .. destinations, .. flag]);
            object?[] primal = Interpreter.Run(module, function, arguments.Select(Values.Copy).ToArray());
            Assert.Equal(primal[0], results[0]);
            List<double> actual = [];
            int value = Primal.Results.Count;
            int destination = 0;
            int offset = 0;
            for (int i = 0; i < arguments.Length; i++)
            {
                if (ActiveParameters[i] && arguments[i] is Array)
                {
                    double[] after = Values.Flatten(destinations[destination++]).ToArray();
                    actual.AddRange(after.Select(component => component - (accumulate ? before[offset++] : 0)));
                }
                else if (ActiveParameters[i])
                {
                    actual.Add(Convert.ToDouble(results[value++]));
                }
            }

            Compare(expected, actual, "gradient", gradient, FunctionNames.Gradient(function));
        }
    }

    private IEnumerable<int> ActiveMemory() => Enumerable.Range(0, arguments.Length).Where(i => ActiveParameters[i] && arguments[i] is Array);

    private double Weighted(object[] moved, object[] weights, object[] memory)
    {
        object?[] results = Interpreter.Run(module, function, moved);
        double sum = results.Where((_, i) => Primal.Results[i].Type.IsFloating)
            .Zip(weights, (result, weight) => Convert.ToDouble(result) * Convert.ToDouble(weight)).Sum();
        return sum + Values.Flatten(ActiveMemory().Select(i => moved[i]).ToArray()).Zip(Values.Flatten(memory), (left, right) => left * right).Sum();
    }

    private double[] Differences(Func<object[], double> evaluate)
    {
        List<double> slopes = [];
        for (int i = 0; i < arguments.Length; i++)
        {
            if (!ActiveParameters[i])
            {
                continue;
            }

            int count = Values.Flatten(arguments[i]).Count();
            for (int k = 0; k < count; k++)
            {
                double high = evaluate(Moved(i, k, Step));
                double low = evaluate(Moved(i, k, -Step));
                slopes.Add((high - low) / (2 * Step));
            }
        }

        return [.. slopes];
    }

    private object[] Moved(int argument, int component, double by)
    {
        object[] moved = arguments.Select(Values.Copy).ToArray();
        int position = 0;
        moved[argument] = Values.Map(moved[argument], value => position++ == component ? value + by : value);
        return moved;
    }

    private object[] Weights(object[] like) => like.Select(_ => (object)Random()).ToArray();

    private double Random() => (2 * _random.NextDouble()) - 1;

    /// <summary>Runs a derivative; one that fails where the primal does not is shown with its text.</summary>
    private object?[] Run(Module made, string name, object?[] given)
    {
        try
        {
            return Interpreter.Run(made, name, given);
        }
        catch (InterpreterException fault)
        {
            throw new InvalidOperationException(fault.Message + "\n" + Printer.Print(Primal) + Printer.Print(made.Find(name)!), fault);
        }
    }

    private static Module Verified(Module module, string stage)
    {
        Verifier.Check(module, stage);
        return module;
    }

    private void Compare(IReadOnlyList<double> expected, IReadOnlyList<double> actual, string what, Module made, string name)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (int i = 0; i < expected.Count; i++)
        {
            double error = Math.Abs(expected[i] - actual[i]) / Math.Max(1, Math.Abs(expected[i]));
            if (!(error <= Tolerance))
            {
                Assert.Fail($"{what} of {function}, component {i}: {actual[i]:R}, by differences {expected[i]:R}\n"
                    + Printer.Print(Primal) + Printer.Print(made.Find(name)!));
            }
        }
    }
}
