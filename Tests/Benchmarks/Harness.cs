using System.Diagnostics;

namespace Adjoint.Benchmarks;

/// <summary>
/// Times contenders in turns, so that whatever else the machine does hits all of them alike; what is reported are medians
/// over the rounds, of times and of the ratios within a round.
/// </summary>
internal static class Harness
{
    private static readonly TimeSpan Warmth = TimeSpan.FromMilliseconds(400);

    /// <summary>Checks that all contenders agree, then times them.</summary>
    public static IEnumerable<Measurement> Run(Benchmark benchmark, int rounds, TimeSpan sample)
    {
        Contender[] contenders = [benchmark.Adjoint, .. benchmark.Hand];
        RequireAgreement(benchmark);
        int[] counts = [.. contenders.Select(contender => Calibrate(contender, sample))];
        double[][] times = [.. contenders.Select(_ => new double[rounds])];
        for (int round = 0; round < rounds; round++)
        {
            for (int turn = 0; turn < contenders.Length; turn++)
            {
                int i = (turn + round) % contenders.Length;
                times[i][round] = Time(contenders[i], counts[i]);
            }
        }

        for (int i = 0; i < contenders.Length; i++)
        {
            double[] ratios = [.. times[0].Zip(times[i], (adjoint, other) => adjoint / other)];
            yield return new Measurement(
                benchmark.Name, contenders[i].Name, Median(times[i]), Median(ratios), Allocated(contenders[i]));
        }
    }

    private static void RequireAgreement(Benchmark benchmark)
    {
        benchmark.Adjoint.Run(1);
        double[] expected = benchmark.Adjoint.Result();
        double scale = expected.Max(Math.Abs);
        foreach (Contender contender in benchmark.Hand)
        {
            contender.Run(1);
            double[] actual = contender.Result();
            for (int i = 0; i < expected.Length; i++)
            {
                if (!(Math.Abs(actual[i] - expected[i]) <= benchmark.Tolerance * scale))
                {
                    throw new InvalidOperationException(FormattableString.Invariant(
                        $"{benchmark.Name}: '{contender.Name}' has {actual[i]} as component {i}, '{benchmark.Adjoint.Name}' has {expected[i]}."));
                }
            }
        }
    }

    /// <summary>Runs a contender until the JIT is done with it, and returns how many calls fill a sample.</summary>
    private static int Calibrate(Contender contender, TimeSpan sample)
    {
        Stopwatch watch = Stopwatch.StartNew();
        long calls = 0;
        int batch = 1;
        while (watch.Elapsed < Warmth)
        {
            contender.Run(batch);
            calls += batch;
            batch = Math.Min(batch * 2, 1 << 16);
        }

        Thread.Sleep(Warmth);
        watch.Restart();
        calls = 0;
        while (watch.Elapsed < Warmth)
        {
            contender.Run(batch);
            calls += batch;
        }

        return (int)Math.Max(1, calls * (sample / watch.Elapsed));
    }

    private static double Time(Contender contender, int count)
    {
        long start = Stopwatch.GetTimestamp();
        contender.Run(count);
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / count;
    }

    private static double Allocated(Contender contender)
    {
        const int Calls = 1000;
        long before = GC.GetTotalAllocatedBytes(precise: true);
        contender.Run(Calls);
        return (double)(GC.GetTotalAllocatedBytes(precise: true) - before) / Calls;
    }

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
