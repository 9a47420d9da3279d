namespace Adjoint.Benchmarks.Cases;

/// <summary>The log-likelihood of a Gaussian mixture with a Wishart prior: the objective of ADBench, in scalar loops.</summary>
public static partial class Mixture
{
    /// <summary>The objective without its constant terms.</summary>
    /// <param name="alphas">Logarithms of the weights of the K components, unnormalised.</param>
    /// <param name="means">K rows of D means.</param>
    /// <param name="factors">K rows: D logarithms of the diagonal, then the lower triangle column by column.</param>
    /// <param name="points">N rows of D coordinates.</param>
    /// <param name="gamma">Of the prior.</param>
    /// <param name="m">Of the prior.</param>
    [Differentiable(nameof(alphas), nameof(means), nameof(factors))]
    public static double LogLikelihood(
        ReadOnlySpan<double> alphas, Rows<double> means, Rows<double> factors, Rows<double> points, double gamma, int m)
    {
        int count = alphas.Length;
        int dimensions = points.RowLength;
        Span<double> diagonals = stackalloc double[count * dimensions];
        Span<double> logDeterminants = stackalloc double[count];
        for (int k = 0; k < count; k++)
        {
            for (int j = 0; j < dimensions; j++)
            {
                diagonals[(k * dimensions) + j] = Math.Exp(factors[k][j]);
                logDeterminants[k] += factors[k][j];
            }
        }

        Span<double> terms = stackalloc double[count];
        Span<double> centred = stackalloc double[dimensions];
        Span<double> product = stackalloc double[dimensions];
        double sum = 0;
        for (int i = 0; i < points.Count; i++)
        {
            for (int k = 0; k < count; k++)
            {
                for (int j = 0; j < dimensions; j++)
                {
                    centred[j] = points[i][j] - means[k][j];
                }

                double square = SquaredNorm(diagonals.Slice(k * dimensions, dimensions), factors[k], centred, product);
                terms[k] = alphas[k] + logDeterminants[k] - (0.5 * square);
            }

            sum += LogSumExp(terms);
        }

        double prior = 0;
        for (int k = 0; k < count; k++)
        {
            prior += (0.5 * gamma * gamma * Squares(diagonals.Slice(k * dimensions, dimensions), factors[k])) - (m * logDeterminants[k]);
        }

        return sum - (points.Count * LogSumExp(alphas)) + prior;
    }

    /// <summary>|Q v|² for a lower triangular matrix Q, column by column as it is stored.</summary>
    private static double SquaredNorm(
        ReadOnlySpan<double> diagonal, ReadOnlySpan<double> factor, ReadOnlySpan<double> v, Span<double> product)
    {
        for (int row = 0; row < v.Length; row++)
        {
            product[row] = diagonal[row] * v[row];
        }

        for (int column = 0; column < v.Length; column++)
        {
            double element = v[column];
            int start = v.Length + ((column * ((2 * v.Length) - column - 1)) >> 1) - column - 1;
            for (int row = column + 1; row < v.Length; row++)
            {
                product[row] += factor[start + row] * element;
            }
        }

        double sum = 0;
        for (int row = 0; row < v.Length; row++)
        {
            sum += product[row] * product[row];
        }

        return sum;
    }

    /// <summary>The sum of the squares of all elements of a lower triangular matrix.</summary>
    private static double Squares(ReadOnlySpan<double> diagonal, ReadOnlySpan<double> factor)
    {
        double sum = 0;
        for (int j = 0; j < diagonal.Length; j++)
        {
            sum += diagonal[j] * diagonal[j];
        }

        for (int j = diagonal.Length; j < factor.Length; j++)
        {
            sum += factor[j] * factor[j];
        }

        return sum;
    }

    private static double LogSumExp(ReadOnlySpan<double> values)
    {
        double max = values[0];
        for (int i = 1; i < values.Length; i++)
        {
            max = Math.Max(max, values[i]);
        }

        double sum = 0;
        for (int i = 0; i < values.Length; i++)
        {
            sum += Math.Exp(values[i] - max);
        }

        return max + Math.Log(sum);
    }
}
