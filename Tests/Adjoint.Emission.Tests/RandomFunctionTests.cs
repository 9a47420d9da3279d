using System.Collections;
using System.Globalization;
using System.Reflection;
using Adjoint.Emission.Tests.Harness;
using Adjoint.Generator.Ir;
using Adjoint.Generator.Tests.Ir;
using Module = Adjoint.Generator.Ir.Module;

namespace Adjoint.Emission.Tests;

/// <summary>Random functions compile without a warning under every setting, and do what the interpreter does, exceptions included.</summary>
public sealed class RandomFunctionTests
{
    private const int Batch = 60;

    // ADJOINT_SEEDS widens the search.
    private static int Count => int.TryParse(Environment.GetEnvironmentVariable("ADJOINT_SEEDS"), NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : 240;

    [Fact]
    public void CompiledFunctionsDoWhatTheInterpreterDoes()
    {
        CompilationSettings[] settings = CompilationSettings.All.ToArray();
        for (int start = 0; start < Count; start += Batch)
        {
            Run(start, Math.Min(Batch, Count - start), settings[start / Batch % settings.Length]);
        }
    }

    [Fact]
    public void TextIsTheSameEveryTime()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            Assert.Equal(Emit(seed, false), Emit(seed, false));
        }
    }

    private static string Emit(int seed, bool checkOverflow) =>
        Subject.Emit(RandomFunctions.Module(seed), Name(seed), $"F{seed}", checkOverflow: checkOverflow).Prose;

    private static string Name(int seed) => $"Samples.Subject.F{seed}";

    private static void Run(int start, int count, CompilationSettings settings)
    {
        Dictionary<int, Module> modules = Enumerable.Range(start, count).ToDictionary(seed => seed, RandomFunctions.Module);
        List<string> sources = modules.Select(pair => Emit(pair.Key, settings.CheckOverflow)).ToList();
        sources.Add(Subject.DriverFile(modules.Select(pair => Subject.Driver(pair.Value.Root, $"F{pair.Key}"))));
        Assembly assembly = Compiler.Load(settings, [.. sources]);
        Type type = assembly.GetType("Samples.Subject")!;
        List<string> faults = [];
        foreach ((int seed, Module module) in modules)
        {
            for (int point = 0; point < 3; point++)
            {
                object?[] ours = Arguments(seed, point);
                object?[] theirs = Arguments(seed, point);
                string expected = Outcome(() => Interpreter.Run(module, Name(seed), [.. theirs[..^1], Memory.Location((double[])theirs[^1]!)]), theirs);
                string actual = Outcome(() => (object?[])type.GetMethod($"RunF{seed}")!.Invoke(null, [ours])!, ours);
                if (expected != actual)
                {
                    faults.Add($"seed {seed}, point {point}\nexpected {expected}\nactual   {actual}\n");
                }
            }
        }

        Assert.True(faults.Count == 0, $"{faults.Count} faults\n{string.Join("\n", faults.Take(3))}");
    }

    private static object?[] Arguments(int seed, int point)
    {
        Random random = new((seed * 7) + point);
        double[] Doubles(int n) => Enumerable.Range(0, n).Select(_ => Math.Round((random.NextDouble() * 4) - 2, 3)).ToArray();
        double[,] grid = new double[3, 3];
        for (int i = 0; i < 9; i++)
        {
            grid[i / 3, i % 3] = random.NextDouble();
        }

        return
        [
            (random.NextDouble() * 4) - 2, (float)random.NextDouble(), random.Next(-3, 4), random.Next(2) == 0,
            Doubles(4), Doubles(4), Doubles(4).Select(value => (float)value).ToArray(), grid, Doubles(1),
        ];
    }

    private static string Outcome(Func<object?[]> run, object?[] arguments)
    {
        string result;
        try
        {
            result = Text(run());
        }
        catch (TargetInvocationException thrown)
        {
            result = ExceptionName(thrown.InnerException!);
        }
        catch (Exception thrown) when (thrown is not Xunit.Sdk.XunitException)
        {
            result = ExceptionName(thrown);
        }

        return result + " | " + Text(arguments);
    }

    private static string ExceptionName(Exception exception) =>
        exception is ThrownException ? nameof(InvalidOperationException) : exception.GetType().Name;

    private static string Text(object? value) => value switch
    {
        float.NaN or double.NaN => "NaN",
        IEnumerable items and not string => "{" + string.Join(", ", items.Cast<object?>().Select(Text)) + "}",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value?.ToString() ?? "null",
    };
}
