using System.ComponentModel;
using System.Globalization;

namespace Adjoint.Generated;

/// <summary>
/// Compares derivatives with central differences, component by component. Generated checks read
/// <code>
/// CheckBuilder check = new(step);
/// for (int i = 0; i &lt; wPoint.Length; i++)
/// {
///     check.Begin("LossGradient", "w", i, wGradient[i]);
///     while (check.Next(ref wPoint[i]))
///     {
///         check.Value(Loss(wPoint, b, x, y));
///     }
/// }
///
/// return check.Result();
/// </code>
/// </summary>
/// <remarks>
/// The differences are the four-point formula, (8 (f(x+h) - f(x-h)) - (f(x+2h) - f(x-2h))) / 12h, exact for polynomials of
/// degree 4 and, being symmetric, the mean of both sides at a kink. The step by itself is eps^(1/5) of the larger of 1 and |x|
/// in double precision, eps^(1/4) where the point or the value is a float.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class CheckBuilder
{
    private const double DoubleStep = 7.4e-4;
    private const double SingleStep = 1.0 / 64;
    private const double DoubleNoise = 8 * 2.2e-16;
    private const double SingleNoise = 8 * 1.2e-7;
    private const int Probes = 4;

    private readonly double step;
    private readonly double[] values = new double[Probes];
    private readonly double[] points = new double[Probes];
    private readonly List<Component> components = [];
    private bool singleValues;
    private string companion = "";
    private string parameter = "";
    private string place = "";
    private int index;
    private double actual;
    private int probe = Probes + 1;
    private double centre;
    private double width;
    private double noise;

    /// <summary>Begins a comparison.</summary>
    /// <param name="step">The step of the differences; 0 lets each component choose.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is negative or not a number.</exception>
    public CheckBuilder(double step)
        : this(step, singleValues: false)
    {
    }

    /// <summary>Begins a comparison of a function whose values are floats.</summary>
    /// <param name="step">The step of the differences; 0 lets each component choose.</param>
    /// <param name="singleValues">True where the function computes in floats, so that the step must be large.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is negative or not a number.</exception>
    public CheckBuilder(double step, bool singleValues)
    {
        if (!(step >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(step), step, "The step must be positive, or 0 for automatic.");
        }

        this.step = step;
        this.singleValues = singleValues;
    }

    /// <summary>Begins a component.</summary>
    /// <param name="companion">The companion that computed the derivative.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="index">The position in the parameter; -1 for a scalar.</param>
    /// <param name="actual">The derivative that the companion computed.</param>
    public void Begin(string companion, string parameter, int index, double actual)
        => Begin(companion, parameter, index, actual, index < 0 ? parameter : string.Create(CultureInfo.InvariantCulture, $"{parameter}[{index}]"));

    /// <summary>Begins a component that is a part of a parameter.</summary>
    /// <param name="companion">The companion that computed the derivative.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="index">The position in it; -1 for a scalar.</param>
    /// <param name="actual">The derivative that the companion computed.</param>
    /// <param name="place">The component as C# writes it.</param>
    public void Begin(string companion, string parameter, int index, double actual, string place)
    {
        this.companion = companion;
        this.parameter = parameter;
        this.place = place;
        this.index = index;
        this.actual = actual;
        probe = -1;
    }

    /// <summary>Begins a component of an array or a parameter container.</summary>
    /// <param name="companion">The companion that computed the derivative.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="component">The component.</param>
    /// <param name="actual">The derivative that the companion computed; null where it stands beside the component.</param>
    public void Begin(string companion, string parameter, CheckComponent component, double? actual = null)
    {
        ArgumentNullException.ThrowIfNull(component);
        Begin(companion, parameter, component.Index, actual ?? component.Slope, component.Name);
    }

    /// <inheritdoc cref="Next(ref double)"/>
    public bool Next(CheckComponent component)
    {
        ArgumentNullException.ThrowIfNull(component);
        double moved = component.Point;
        float single = (float)moved;
        bool more = component.IsSingle ? Next(ref single) : Next(ref moved);
        component.Point = component.IsSingle ? single : moved;
        return more;
    }

    /// <summary>Moves the component to the next point; after the last, moves it back and compares.</summary>
    /// <param name="component">The component, a variable that the function reads.</param>
    /// <returns>True where <see cref="Value(double)"/> must be called with the function's value there.</returns>
    public bool Next(ref double component)
    {
        if (probe < 0)
        {
            Start(component, single: singleValues);
        }

        if (++probe >= Probes)
        {
            component = centre;
            Finish();
            return false;
        }

        component = centre + (Offset(probe) * width);
        points[probe] = component;
        return true;
    }

    /// <inheritdoc cref="Next(ref double)"/>
    public bool Next(ref float component)
    {
        if (probe < 0)
        {
            Start(component, single: true);
        }

        if (++probe >= Probes)
        {
            component = (float)centre;
            Finish();
            return false;
        }

        component = (float)(centre + (Offset(probe) * width));
        points[probe] = component;
        return true;
    }

    /// <summary>Notes the function's value at the point that <see cref="Next(ref double)"/> set.</summary>
    /// <param name="value">The value.</param>
    public void Value(double value)
    {
        values[probe] = value;
        noise = Math.Max(noise, Math.Abs(value) * DoubleNoise);
    }

    /// <inheritdoc cref="Value(double)"/>
    public void Value(float value)
    {
        // The next components know that the function computes in floats, whatever its parameters are.
        singleValues = true;
        values[probe] = value;
        noise = Math.Max(noise, Math.Abs(value) * SingleNoise);
    }

    /// <summary>The component that fits worst.</summary>
    /// <returns>The result of the comparison.</returns>
    public CheckResult Result()
    {
        double largest = 0;
        foreach (Component component in components)
        {
            largest = double.IsFinite(component.Expected) ? Math.Max(largest, Math.Abs(component.Expected)) : largest;
        }

        Component worst = new("", "", "", -1, 0, 0, 0);
        double worstError = -1;
        foreach (Component component in components)
        {
            double error = component.ErrorAgainst(largest);
            if (error > worstError)
            {
                worst = component;
                worstError = error;
            }
        }

        return new CheckResult(
            components.Count, worst.Companion, worst.Parameter, worst.Place, worst.Index, worst.Expected, worst.Actual, Math.Max(worstError, 0));
    }

    private static double Offset(int probe) => probe switch { 0 => 1, 1 => -1, 2 => 2, _ => -2 };

    private void Start(double component, bool single)
    {
        centre = component;
        width = step > 0 ? step : (single ? SingleStep : DoubleStep) * Math.Max(1, Math.Abs(component));
        noise = 0;
    }

    private void Finish()
    {
        // The points as they were rounded: a float near a large centre is not where it was meant to be.
        double near = (values[0] - values[1]) / (points[0] - points[1]);
        double far = (values[2] - values[3]) / (points[2] - points[3]);
        double expected = near + ((near - far) / 3);
        components.Add(new Component(companion, parameter, place, index, expected, actual, 2 * noise / width));
    }

    private sealed record Component(string Companion, string Parameter, string Place, int Index, double Expected, double Actual, double Noise)
    {
        public double ErrorAgainst(double largest)
        {
            if (!double.IsFinite(Expected) || !double.IsFinite(Actual))
            {
                return Expected.Equals(Actual) ? 0 : double.PositiveInfinity;
            }

            double difference = Math.Max(0, Math.Abs(Expected - Actual) - Noise);
            double scale = Math.Max(Math.Max(Math.Abs(Expected), Math.Abs(Actual)), largest * 1e-3);
            return difference == 0 ? 0 : difference / scale;
        }
    }
}
