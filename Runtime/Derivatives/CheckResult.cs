using System.Globalization;

namespace Adjoint;

/// <summary>A derivative compared with central differences: how many components, and the one that fits worst.</summary>
public sealed class CheckResult
{
    internal CheckResult(int count, string companion, string parameter, int index, double expected, double actual, double relativeError)
    {
        Count = count;
        Companion = companion;
        Parameter = parameter;
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

        string place = Index < 0 ? Parameter : string.Create(CultureInfo.InvariantCulture, $"{Parameter}[{Index}]");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Companion}: the derivative with respect to {place} is {Actual:G9}, central differences give {Expected:G9}; relative error {RelativeError:G3}, the largest of {Count} components.");
    }
}
