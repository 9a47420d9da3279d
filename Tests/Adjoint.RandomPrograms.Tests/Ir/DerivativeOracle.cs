using System.Globalization;
using Adjoint.Generator.Differentiation;
using Adjoint.Generator.Differentiation.Rules;
using Adjoint.Generator.Ir;
using Adjoint.Generator.Pipeline;
using Adjoint.Generator.Tests.Ir;

namespace Adjoint.RandomPrograms.Tests.Ir;

/// <summary>
/// Says what is wrong with the derivatives of a function of a module. For a random direction of the inputs and random weights
/// on all that the function gives or leaves in memory, the product of the vjp with the direction, the product of the jvp with
/// the weights, and the difference quotient of the interpreted primal are one number.
/// </summary>
/// <param name="Module">The module.</param>
/// <param name="Function">The function in it.</param>
/// <param name="Arguments">Makes the arguments, anew and equal each time.</param>
/// <param name="Active">Which parameters are differentiated.</param>
/// <param name="Seed">Of directions and weights.</param>
internal sealed record DerivativeOracle(Module Module, string Function, Func<object?[]> Arguments, bool[] Active, int Seed)
{
    private const double Step = 1e-3;

    public double Tolerance { get; init; } = 1e-5;

    public RuleSet Rules { get; init; } = RuleSet.Default;

    /// <summary>What happens to the module of the primal before it is differentiated.</summary>
    public Func<Module, Module> Before { get; init; } = module => module;

    /// <summary>What happens to the module with the derivative in it.</summary>
    public Func<Module, Module> After { get; init; } = module => module;

    private Function Primal => Module.Find(Function)!;

    private DifferentiationRequest Request => new(Function, new(Active));

    /// <summary>Every parameter that can be differentiated.</summary>
    public static bool[] AllActive(Function function) =>
        [.. function.Parameters.Select(parameter => parameter.Type.IsFloating || (parameter.Type.RefersToFloating && parameter.Type is not TapeType))];

    /// <summary>The first fault of any mode, null where there is none, or where the program is of no use at this point.</summary>
    public string? Fault()
    {
        Run primal;
        try
        {
            primal = Run.Of(Module, Function, Arguments());
        }
        catch (Exception exception) when (exception is StepLimitException or InterpreterException)
        {
            return null;
        }

        try
        {
            return Modes(primal);
        }
        catch (ObstacleException)
        {
            // The front end refuses it.
            return null;
        }
        catch (Exception exception)
        {
            return $"{exception.GetType().Name}: {exception.Message}\n{exception.StackTrace}";
        }
    }

    /// <summary>The module with the vjp in it, and an oracle that differentiates that: its arguments, then cotangents, then accumulators.</summary>
    public DerivativeOracle OfVjp()
    {
        Module vjp = ReverseMode.Vjp(Module, Request, Rules);
        Function made = vjp.Find(FunctionNames.Vjp(Function))!;
        return this with { Module = vjp, Function = made.Name, Arguments = () => VjpArguments(Arguments(), out _, out _), Active = AllActive(made) };
    }

    public DerivativeOracle OfJvp()
    {
        Module jvp = ForwardMode.Jvp(Module, Request, Rules);
        Function made = jvp.Find(FunctionNames.Jvp(Function))!;
        return this with { Module = jvp, Function = made.Name, Arguments = () => JvpArguments(Arguments(), out _), Active = AllActive(made) };
    }

    private string? Modes(Run primal)
    {
        double expected = 0;
        if (primal.Failure.Length == 0)
        {
            if (Slope(true) is not { } slope)
            {
                return null;
            }

            expected = slope;
        }

        return Vjp(primal, expected) ?? Jvp(primal, expected) ?? Gradient(primal);
    }

    private string? Vjp(Run primal, double expected)
    {
        Module made = Made(ReverseMode.Vjp(Before(Module), Request, Rules));
        object?[] arguments = VjpArguments(Arguments(), out Shadows shadows, out double[] direction);
        List<Slot> slots = shadows.Slots;
        Run run = Run.Of(made, FunctionNames.Vjp(Function), arguments, 4_000_000);
        if (Same(primal, run) is { } difference)
        {
            return "vjp: " + difference;
        }

        int next = 0;
        double actual = 0;
        for (int i = 0; primal.Failure.Length == 0 && i < slots.Count; i++)
        {
            double slope = shadows.Of(slots[i])?.Value ?? Number(run.Results[next++]);
            actual += slope * direction[i];
        }

        return primal.Failure.Length > 0 || Close(expected, actual) ? null : $"vjp along the direction: {actual:R}, by differences {expected:R}";
    }

    private string? Jvp(Run primal, double expected)
    {
        Module made = Made(ForwardMode.Jvp(Before(Module), Request, Rules));
        object?[] arguments = JvpArguments(Arguments(), out Shadows shadows);
        Run run = Run.Of(made, FunctionNames.Jvp(Function), arguments, 4_000_000);
        if (Same(primal, run) is { } difference)
        {
            return "jvp: " + difference;
        }

        if (primal.Failure.Length > 0)
        {
            return null;
        }

        (double[] results, double[] memory) = Weights(shadows);
        double[] tangents = [.. run.Results.Skip(primal.Results.Count).Select(Number)];
        double actual = tangents.Zip(results, (tangent, weight) => tangent * weight).Sum();
        actual += shadows.Slots.Select((slot, i) => (shadows.Of(slot)?.Value ?? 0) * memory[i]).Sum();
        for (int i = 0; i < primal.Results.Count; i++)
        {
            if (!Number(primal.Results[i]).Equals(Number(run.Results[i])) && !Close(Number(primal.Results[i]), Number(run.Results[i])))
            {
                return $"jvp: result {i} is {run.Results[i]}, of the primal {primal.Results[i]}";
            }
        }

        return Close(expected, actual) ? null : $"jvp with the weights: {actual:R}, by differences {expected:R}";
    }

    private string? Gradient(Run primal)
    {
        if (!Primal.Results.Any(result => result.Type.IsFloating))
        {
            return null;
        }

        if ((primal.Failure.Length > 0 ? 0 : Slope(false)) is not { } expected)
        {
            return null;
        }

        Module made = Made(ReverseMode.Gradient(Before(Module), Request, Rules));
        foreach (bool accumulate in new[] { false, true })
        {
            object?[] arguments = Arguments();
            Shadows shadows = new(arguments, Active);
            shadows.Slots.ForEach(slot => Fill(shadows.Of(slot), 0.5));
            object?[] flag = shadows.References.Count > 0 ? [accumulate] : [];
            Run run = Run.Of(made, FunctionNames.Gradient(Function), [.. arguments, .. shadows.References, .. flag], 4_000_000);
            if (Same(primal, run) is { } difference)
            {
                return "gradient: " + difference;
            }

            double[] direction = Direction(shadows.Slots.Count);
            int next = primal.Results.Count;
            double actual = 0;
            for (int i = 0; primal.Failure.Length == 0 && i < shadows.Slots.Count; i++)
            {
                double slope = shadows.Of(shadows.Slots[i]) is { } slot ? slot.Value - (accumulate ? 0.5 : 0) : Number(run.Results[next++]);
                actual += slope * direction[i];
            }

            if (primal.Failure.Length == 0 && !Close(expected, actual))
            {
                return $"gradient (accumulate: {accumulate}) along the direction: {actual:R}, by differences {expected:R}";
            }
        }

        return null;
    }

    private Module Made(Module module)
    {
        Verifier.Check(module, "the transform");
        Module made = After(module);
        Verifier.Check(made, "what comes after the transform");
        return made;
    }

    private object?[] VjpArguments(object?[] arguments, out Shadows shadows, out double[] direction)
    {
        shadows = new(arguments, Active);
        direction = Direction(shadows.Slots.Count);
        (double[] results, double[] memory) = Weights(shadows);
        for (int i = 0; i < memory.Length; i++)
        {
            Fill(shadows.Of(shadows.Slots[i]), memory[i]);
        }

        IEnumerable<object?> cotangents = Primal.Results.Where(result => result.Type.IsFloating)
            .Select((result, i) => result.Type == IrType.F32 ? (object)(float)results[i] : results[i]);
        return [.. arguments, .. cotangents, .. shadows.References];
    }

    private object?[] JvpArguments(object?[] arguments, out Shadows shadows)
    {
        shadows = new(arguments, Active);
        double[] direction = Direction(shadows.Slots.Count);
        for (int i = 0; i < direction.Length; i++)
        {
            Fill(shadows.Of(shadows.Slots[i]), direction[i]);
        }

        int next = 0;
        int reference = 0;
        List<object?> tangents = [];
        for (int i = 0; i < arguments.Length; i++)
        {
            if (Active[i])
            {
                bool scalar = arguments[i] is double or float;
                tangents.Add(scalar ? Like(arguments[i]!, direction[shadows.Slots.IndexOf(new(arguments, i))]) : shadows.References[reference++]);
                next++;
            }
        }

        return [.. arguments, .. tangents];
    }

    /// <summary>The slope of the weighted outputs along the direction; null where it is not the same on both sides.</summary>
    private double? Slope(bool memory)
    {
        (double farDown, double nearDown, double here) = (Moved(-Step), Moved(-Step / 2), Moved(0));
        (double nearUp, double farUp) = (Moved(Step / 2), Moved(Step));
        double up = ((4 * nearUp) - farUp - (3 * here)) / Step;
        double down = ((3 * here) - (4 * nearDown) + farDown) / Step;
        double near = (nearUp - nearDown) / Step;
        double slope = near + ((near - ((farUp - farDown) / (2 * Step))) / 3);
        return Math.Abs(up - down) <= 1e-3 * Math.Max(1, Math.Abs(slope)) && Math.Abs(slope) < 1e5 ? slope : null;

        double Moved(double by)
        {
            object?[] arguments = Arguments();
            Shadows shadows = new(arguments, Active);
            double[] direction = Direction(shadows.Slots.Count);
            (double[] results, double[] weights) = Weights(shadows);
            for (int i = 0; i < direction.Length; i++)
            {
                Slot slot = shadows.Slots[i];
                slot.Value += by * direction[i];
            }

            Run run = Run.Of(Module, Function, arguments);
            if (run.Failure.Length > 0)
            {
                return double.NaN;
            }

            double[] floating = [.. run.Results.Where((_, i) => Primal.Results[i].Type.IsFloating).Select(Number)];
            double sum = floating.Zip(results, (value, weight) => value * (memory ? weight : 1)).Sum();
            return memory ? sum + shadows.Slots.Select((slot, i) => slot.Value * weights[i]).Sum() : sum;
        }
    }

    private double[] Direction(int count)
    {
        Random random = new(Seed);
        return [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextDouble()) - 1)];
    }

    // Scalars that are passed by value leave nothing behind.
    private (double[] Results, double[] Memory) Weights(Shadows shadows)
    {
        Random random = new(Seed + 1);
        double Next() => (2 * random.NextDouble()) - 1;
        double[] results = [.. Primal.Results.Where(result => result.Type.IsFloating).Select(_ => Next())];
        return (results, [.. shadows.Slots.Select(slot => shadows.Of(slot) is null ? 0 * Next() : Next())]);
    }

    private static void Fill(Slot? slot, double value)
    {
        if (slot is { } present)
        {
            present.Value = value;
        }
    }

    private static object Like(object shape, double value) => shape is float ? (object)(float)value : value;

    private static double Number(object? value) => value switch
    {
        double or float or int => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        bool flag => flag ? 1 : 0,
        _ => 0,
    };

    private static string? Same(Run primal, Run derivative) =>
        primal.Failure != derivative.Failure ? $"the primal ended with '{primal.Failure}', the derivative with '{derivative.Failure}' ({primal.Detail} {derivative.Detail})"
        : !primal.Log.SequenceEqual(derivative.Log) && primal.Failure.Length == 0
            ? $"the primal ran [{string.Join("; ", primal.Log)}], the derivative [{string.Join("; ", derivative.Log)}]"
        : null;

    private bool Close(double expected, double actual) =>
        Math.Abs(expected - actual) <= Tolerance * Math.Max(1, Math.Max(Math.Abs(expected), Math.Abs(actual)));
}
