namespace Adjoint.Benchmarks.Hand;

/// <summary>The gradient of <see cref="Cases.Mixture"/> by hand, in plain loops; the memory is made once.</summary>
internal sealed class HandMixture(int count, int dimensions)
{
    private readonly double[] diagonals = new double[count * dimensions];
    private readonly double[] logDeterminants = new double[count];
    private readonly double[] terms = new double[count];
    private readonly double[] centred = new double[count * dimensions];
    private readonly double[] products = new double[count * dimensions];
    private readonly double[] diagonalGradients = new double[count * dimensions];
    private readonly double[] weightSums = new double[count];

    /// <summary>Value and gradient.</summary>
    public double Gradient(
        ReadOnlySpan<double> alphas,
        Rows<double> means,
        Rows<double> factors,
        Rows<double> points,
        double gamma,
        int m,
        Span<double> alphasGradient,
        Span<double> meansGradient,
        Span<double> factorsGradient)
    {
        meansGradient.Clear();
        factorsGradient.Clear();
        Array.Clear(diagonalGradients);
        Array.Clear(weightSums);
        int length = factors.RowLength;
        for (int k = 0; k < count; k++)
        {
            ReadOnlySpan<double> factor = factors[k];
            logDeterminants[k] = 0;
            for (int j = 0; j < dimensions; j++)
            {
                diagonals[(k * dimensions) + j] = Math.Exp(factor[j]);
                logDeterminants[k] += factor[j];
            }
        }

        double sum = 0;
        for (int i = 0; i < points.Count; i++)
        {
            ReadOnlySpan<double> point = points[i];
            for (int k = 0; k < count; k++)
            {
                terms[k] = alphas[k] + logDeterminants[k] - (0.5 * SquaredNorm(k, point, means[k], factors[k]));
            }

            sum += LogSumExp(terms, out double max, out double total);
            for (int k = 0; k < count; k++)
            {
                double weight = Math.Exp(terms[k] - max) / total;
                weightSums[k] += weight;
                AddPoint(
                    k, weight, factors[k], meansGradient.Slice(k * dimensions, dimensions), factorsGradient.Slice(k * length, length));
            }
        }

        double normaliser = LogSumExp(alphas, out double highest, out double mass);
        double prior = 0;
        for (int k = 0; k < count; k++)
        {
            alphasGradient[k] = weightSums[k] - (points.Count * Math.Exp(alphas[k] - highest) / mass);
            prior += AddPrior(k, gamma, m, factors[k], factorsGradient.Slice(k * length, length));
        }

        return sum - (points.Count * normaliser) + prior;
    }

    private static double LogSumExp(ReadOnlySpan<double> values, out double max, out double total)
    {
        max = values[0];
        for (int i = 1; i < values.Length; i++)
        {
            max = Math.Max(max, values[i]);
        }

        total = 0;
        for (int i = 0; i < values.Length; i++)
        {
            total += Math.Exp(values[i] - max);
        }

        return max + Math.Log(total);
    }

    /// <summary>|Q (x − μ)|², which leaves x − μ and Q (x − μ) for the backward step.</summary>
    private double SquaredNorm(int k, ReadOnlySpan<double> point, ReadOnlySpan<double> mean, ReadOnlySpan<double> factor)
    {
        Span<double> v = centred.AsSpan(k * dimensions, dimensions);
        Span<double> product = products.AsSpan(k * dimensions, dimensions);
        ReadOnlySpan<double> diagonal = diagonals.AsSpan(k * dimensions, dimensions);
        for (int j = 0; j < v.Length; j++)
        {
            v[j] = point[j] - mean[j];
            product[j] = diagonal[j] * v[j];
        }

        int at = v.Length;
        for (int column = 0; column < v.Length; column++)
        {
            double c = v[column];
            for (int row = column + 1; row < product.Length; row++)
            {
                product[row] += factor[at++] * c;
            }
        }

        double sum = 0;
        for (int j = 0; j < product.Length; j++)
        {
            sum += product[j] * product[j];
        }

        return sum;
    }

    /// <summary>Adds the share of one point, whose term has this weight in the sum of exponentials.</summary>
    private void AddPoint(int k, double weight, ReadOnlySpan<double> factor, Span<double> meanGradient, Span<double> factorGradient)
    {
        ReadOnlySpan<double> v = centred.AsSpan(k * dimensions, dimensions);
        ReadOnlySpan<double> product = products.AsSpan(k * dimensions, dimensions);
        ReadOnlySpan<double> diagonal = diagonals.AsSpan(k * dimensions, dimensions);
        Span<double> diagonalGradient = diagonalGradients.AsSpan(k * dimensions, dimensions);
        int at = v.Length;
        for (int column = 0; column < v.Length; column++)
        {
            double scaled = weight * v[column];
            double back = diagonal[column] * product[column];
            diagonalGradient[column] -= scaled * product[column];
            for (int row = column + 1; row < product.Length; row++)
            {
                back += factor[at] * product[row];
                factorGradient[at] -= scaled * product[row];
                at++;
            }

            meanGradient[column] += weight * back;
        }
    }

    private double AddPrior(int k, double gamma, int m, ReadOnlySpan<double> factor, Span<double> factorGradient)
    {
        double squares = 0;
        for (int j = 0; j < dimensions; j++)
        {
            double diagonal = diagonals[(k * dimensions) + j];
            squares += diagonal * diagonal;
            factorGradient[j] = weightSums[k] - m + (((gamma * gamma * diagonal) + diagonalGradients[(k * dimensions) + j]) * diagonal);
        }

        for (int j = dimensions; j < factor.Length; j++)
        {
            squares += factor[j] * factor[j];
            factorGradient[j] += gamma * gamma * factor[j];
        }

        return (0.5 * gamma * gamma * squares) - (m * logDeterminants[k]);
    }
}
