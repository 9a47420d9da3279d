using System.Globalization;
using Adjoint.Generator.Ir;
using Adjoint.Generator.Tests.Ir;
using Adjoint.Generator.Vectorization;
using Xunit;

namespace Adjoint.Optimization.Tests;

/// <summary>Runs the root of a module before and after vectorisation, in each width and for many lengths, and compares all that it leaves.</summary>
internal sealed class VectorCase
{
    private const int MaxLength = 67;
    private readonly Module _scalar;
    private readonly VectorizationResult _result;

    public VectorCase(string text)
    {
        _scalar = IrText.Parse(text);
        _result = Vectorizer.Run(_scalar);
        Verifier.Check(_result.Module, "vectorisation");
    }

    public VectorizationResult Result => _result;

    public string Remarks => string.Join("; ", _result.Remarks.Select(remark => remark.Text));

    public VectorCase IsVectorized(params int[] widths)
    {
        Assert.True(_result.Helpers.Count > 0, Remarks);
        Assert.Equal(widths.Length == 0 ? [512, 256, 128] : widths, _result.Helpers[0].Widths);
        return this;
    }

    /// <summary>Compares on arguments made for every length from 0 to 67, or for <paramref name="lengths"/>.</summary>
    public void Agrees(Func<int, Random, object?[]> arguments, double tolerance = 1e-5, int[]? lengths = null)
    {
        Interpreter scalar = new(_scalar);
        (int Width, Interpreter Interpreter)[] widths =
            _result.Helpers[0].Widths.Select(width => (width, new Interpreter(AtWidth(_result, width)))).ToArray();
        foreach (int length in lengths ?? Enumerable.Range(0, MaxLength + 1))
        {
            object?[] expectedArguments = arguments(length, new Random(length));
            (object?[]? expected, string? thrown) = Run(scalar, expectedArguments);
            foreach ((int width, Interpreter interpreter) in widths)
            {
                object?[] actualArguments = arguments(length, new Random(length));
                (object?[]? actual, string? alsoThrown) = Run(interpreter, actualArguments);
                string place = string.Create(CultureInfo.InvariantCulture, $"{width} bits, length {length}");
                Assert.True(thrown == alsoThrown, $"{place}: {thrown} became {alsoThrown}");
                Compare(expected, actual, tolerance, place);
                Compare(expectedArguments, actualArguments, tolerance, place + ", argument");
            }
        }
    }

    /// <summary>The module with every helper in one width, as if the hardware had this alone.</summary>
    public static Module AtWidth(VectorizationResult result, int width) => result.Helpers
        .Where(helper => helper.Widths.Contains(width))
        .Aggregate(result.Module, (module, helper) => module.With(
            module.Find(VectorHelper.NameAt(helper.Name, width))! with { Name = helper.Name }));

    private (object?[]? Results, string? Thrown) Run(Interpreter interpreter, object?[] arguments)
    {
        try
        {
            return (interpreter.Call(_scalar.Root.Name, arguments), null);
        }
        catch (Exception exception) when (exception is not (InterpreterException or InvalidOperationException))
        {
            return (null, exception.GetType().Name);
        }
    }

    private static void Compare(object?[]? expected, object?[]? actual, double tolerance, string place)
    {
        for (int i = 0; i < (expected?.Length ?? 0); i++)
        {
            double[] wanted = Numbers(expected![i]), given = Numbers(actual![i]);
            Assert.Equal(wanted.Length, given.Length);
            for (int k = 0; k < wanted.Length; k++)
            {
                bool close = wanted[k].Equals(given[k]) || Math.Abs(wanted[k] - given[k]) <= tolerance * Math.Max(1, Math.Abs(wanted[k]));
                Assert.True(close, string.Create(CultureInfo.InvariantCulture, $"{place} {i}, element {k}: {wanted[k]} became {given[k]}"));
            }
        }
    }

    private static double[] Numbers(object? value) => value switch
    {
        null => [],
        Memory memory => memory.Elements.Select(ToDouble).ToArray(),
        ObjectValue container => container.Names.SelectMany(name => Numbers(container[name])).ToArray(),
        Array array => array.Cast<object?>().SelectMany(item => item is Array ? Numbers(item) : [ToDouble(item)]).ToArray(),
        _ => [ToDouble(value)],
    };

    private static double ToDouble(object? value) => value is bool boolean ? (boolean ? 1 : 0) : Convert.ToDouble(value, CultureInfo.InvariantCulture);

    public static float[] Floats(int length, Random random) =>
        Enumerable.Range(0, length).Select(_ => (float)((random.NextDouble() * 4) - 2)).ToArray();

    public static double[] Doubles(int length, Random random) =>
        Enumerable.Range(0, length).Select(_ => (random.NextDouble() * 4) - 2).ToArray();
}
