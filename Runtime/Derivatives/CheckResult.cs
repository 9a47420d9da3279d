using System.Globalization;

namespace Adjoint;

/// <summary>A derivative compared with central differences: how many components, and the one that fits worst.</summary>
public sealed class CheckResult
{
    internal CheckResult(int count, string companion, string parameter, string component, int index, double expected, double actual, double relativeError)
    {
        Count = count;
        Companion = companion;
        Parameter = parameter;
        Component = component;
        Index = index;
        Expected = expected;
        Actual = actual;
        RelativeError = relativeError;
    }

    /// <summary>The number of components compared.</summary>
    public int Count { get; }

    /// <summary>The companion whose component fits worst: <c>LossGradient</c>, <c>LossJvp</c>…</summary>
    public string Companion { get; }

    /// <summary>The parameter of the component that fits worst.</summary>
    public string Parameter { get; }

    /// <summary>The component itself as C# writes it: <c>w[3]</c>, <c>net.First.W[1, 0]</c>, <c>layers[1].Bias</c>; the parameter's name for a scalar.</summary>
    public string Component { get; }

    /// <summary>Its position in the parameter, in row-major order; -1 for a scalar.</summary>
    public int Index { get; }

    /// <summary>What the differences say.</summary>
    public double Expected { get; }

    /// <summary>What the companion says.</summary>
    public double Actual { get; }

    /// <summary>
    /// The error relative to the larger of the two, or to a thousandth of the largest derivative where both are smaller,
    /// after the rounding noise of the differences is taken off.
    /// </summary>
    public double RelativeError { get; }

    /// <summary>Throws where the worst component is wrong by more than a tolerance.</summary>
    /// <param name="tolerance">The largest relative error allowed; about 1e-6 for doubles, 1e-2 for floats.</param>
    /// <exception cref="DerivativeCheckException">The error is larger, or not a number.</exception>
    public void Assert(double tolerance)
    {
        // Written so that a NaN fails.
        if (!(RelativeError <= tolerance))
        {
            throw new DerivativeCheckException(
                string.Create(CultureInfo.InvariantCulture, $"{ToString()} The tolerance is {tolerance:G3}."), this);
        }
    }

    /// <summary>The worst component in words.</summary>
    /// <returns>One or two sentences.</returns>
    public override string ToString()
    {
        if (Count == 0)
        {
            return "Nothing was compared.";
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Companion}: the derivative with respect to {Component} is {Actual:G9}, central differences give {Expected:G9}; relative error {RelativeError:G3}, the largest of {Count} components.");
    }
}
