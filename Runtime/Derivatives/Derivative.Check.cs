using System.Globalization;
using Adjoint.Generated;

namespace Adjoint;

public static partial class Derivative
{
    /// <summary>Compares a derivative with central differences.</summary>
    /// <param name="function">The function.</param>
    /// <param name="derivative">Its derivative, to be checked.</param>
    /// <param name="point">Where to compare.</param>
    /// <param name="step">The step of the differences; 0 chooses one.</param>
    /// <returns>The comparison; call <see cref="CheckResult.Assert"/> on it.</returns>
    public static CheckResult Check(
        Func<double, double> function, Func<double, double> derivative, double point, double step = 0)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(derivative);
        CheckBuilder check = new(step);
        check.Begin(nameof(derivative), "x", -1, derivative(point));
        while (check.Next(ref point))
        {
            check.Value(function(point));
        }

        return check.Result();
    }

    /// <inheritdoc cref="Check(Func{double, double}, Func{double, double}, double, double)"/>
    public static CheckResult Check(
        Func<float, float> function, Func<float, float> derivative, float point, double step = 0)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(derivative);
        CheckBuilder check = new(step);
        check.Begin(nameof(derivative), "x", -1, derivative(point));
        while (check.Next(ref point))
        {
            check.Value(function(point));
        }

        return check.Result();
    }

    /// <summary>Compares a gradient with central differences.</summary>
    /// <param name="function">The function of an array.</param>
    /// <param name="gradient">Its gradient, to be checked.</param>
    /// <param name="point">Where to compare; not changed.</param>
    /// <param name="step">The step of the differences; 0 chooses one.</param>
    /// <returns>The comparison; call <see cref="CheckResult.Assert"/> on it.</returns>
    /// <exception cref="ArgumentException">The gradient has another length than the point.</exception>
    public static CheckResult Check(
        Func<double[], double> function, Func<double[], double[]> gradient, double[] point, double step = 0)
    {
        ArgumentNullException.ThrowIfNull(gradient);
        return Check(x => function(x.ToArray()), (x, result) => CopyGradient(gradient(x.ToArray()), result), point, step);
    }

    /// <inheritdoc cref="Check(Func{double[], double}, Func{double[], double[]}, double[], double)"/>
    public static CheckResult Check(
        Func<float[], float> function, Func<float[], float[]> gradient, float[] point, double step = 0)
    {
        ArgumentNullException.ThrowIfNull(gradient);
        return Check(x => function(x.ToArray()), (x, result) => CopyGradient(gradient(x.ToArray()), result), point, step);
    }

    /// <summary>Compares a gradient with central differences.</summary>
    /// <param name="function">The function of a span.</param>
    /// <param name="gradient">Its gradient, to be checked; it writes to its second argument.</param>
    /// <param name="point">Where to compare; not changed.</param>
    /// <param name="step">The step of the differences; 0 chooses one.</param>
    /// <returns>The comparison; call <see cref="CheckResult.Assert"/> on it.</returns>
    public static CheckResult Check(
        SpanFunction<double> function, SpanGradient<double> gradient, ReadOnlySpan<double> point, double step = 0)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(gradient);
        double[] x = point.ToArray();
        double[] actual = new double[x.Length];
        gradient(x, actual);
        CheckBuilder check = new(step);
        for (int i = 0; i < x.Length; i++)
        {
            check.Begin(nameof(gradient), "x", i, actual[i]);
            while (check.Next(ref x[i]))
            {
                check.Value(function(x));
            }
        }

        return check.Result();
    }

    /// <inheritdoc cref="Check(SpanFunction{double}, SpanGradient{double}, ReadOnlySpan{double}, double)"/>
    public static CheckResult Check(
        SpanFunction<float> function, SpanGradient<float> gradient, ReadOnlySpan<float> point, double step = 0)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(gradient);
        float[] x = point.ToArray();
        float[] actual = new float[x.Length];
        gradient(x, actual);
        CheckBuilder check = new(step);
        for (int i = 0; i < x.Length; i++)
        {
            check.Begin(nameof(gradient), "x", i, actual[i]);
            while (check.Next(ref x[i]))
            {
                check.Value(function(x));
            }
        }

        return check.Result();
    }

    private static void CopyGradient<T>(T[] gradient, Span<T> result)
    {
        if (gradient.Length != result.Length)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"The gradient has {gradient.Length} elements, the point has {result.Length}."),
                nameof(gradient));
        }

        gradient.CopyTo(result);
    }
}
