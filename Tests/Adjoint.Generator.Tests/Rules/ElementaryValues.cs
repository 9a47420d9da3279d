using System.Reflection;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Tests.Rules;

/// <summary>The values of the elementary functions in double precision, by .NET itself.</summary>
internal static class ElementaryValues
{
    private static readonly Dictionary<string, Func<double[], double>> Table =
        Elementary.All.ToDictionary(function => function.Name, Implementation, StringComparer.Ordinal);

    public static double Of(string name, params double[] operands) => Table[name](operands);

    private static Func<double[], double> Implementation(Elementary function) => function.Name switch
    {
        // The estimates are as coarse as the processor likes; their derivative is that of what they estimate.
        "ReciprocalEstimate" => x => 1 / x[0],
        "ReciprocalSqrtEstimate" => x => 1 / Math.Sqrt(x[0]),
        "RoundDigits" => x => Math.Round(x[0], (int)x[1]),
        "RoundAwayFromZero" => x => Math.Round(x[0], MidpointRounding.AwayFromZero),
        "RoundToZero" => x => Math.Round(x[0], MidpointRounding.ToZero),
        "RoundToPositiveInfinity" => x => Math.Round(x[0], MidpointRounding.ToPositiveInfinity),
        "RoundToNegativeInfinity" => x => Math.Round(x[0], MidpointRounding.ToNegativeInfinity),
        "Sigmoid" => x => 1 / (1 + Math.Exp(-x[0])),
        "Softplus" => x => Math.Max(x[0], 0) + double.LogP1(Math.Exp(-Math.Abs(x[0]))),
        "LogBase" => x => Math.Log(x[0], x[1]),
        _ => Member(function),
    };

    private static Func<double[], double> Member(Elementary function)
    {
        Type[] types = Enumerable.Range(0, function.Arity)
            .Select(i => function.IsIntegerOperand(i) ? typeof(int) : typeof(double))
            .ToArray();
        MethodInfo method = typeof(double).GetMethod(function.Name, types) ?? typeof(Math).GetMethod(function.Name, types)
            ?? throw new InvalidOperationException($"neither double nor Math has {function.Name}");
        return x => Convert.ToDouble(method.Invoke(null, x.Select((value, i) =>
            function.IsIntegerOperand(i) ? (object)(int)value : value).ToArray()));
    }
}
