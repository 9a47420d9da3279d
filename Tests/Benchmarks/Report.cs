using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Adjoint.Benchmarks;

/// <summary>The results as a page of documentation.</summary>
internal static class Report
{
    /// <summary>A table of all measurements.</summary>
    public static string Table(IEnumerable<Measurement> measurements)
    {
        StringBuilder table = new();
        table.Append("| gradient | written | time a call | Adjoint takes | allocated |\n");
        table.Append("| --- | --- | ---: | ---: | ---: |\n");
        foreach (Measurement m in measurements)
        {
            string ratio = m.Contender == "Adjoint" ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"{m.AdjointRatio:F2} ×");
            table.Append(
                CultureInfo.InvariantCulture,
                $"| {m.Benchmark} | {m.Contender} | {Time(m.Nanoseconds)} | {ratio} | {m.AllocatedBytes:F0} B |\n");
        }

        return table.ToString();
    }

    /// <summary>Where and when they were taken.</summary>
    public static string Circumstances() => string.Create(
        CultureInfo.InvariantCulture,
        $"Taken on {DateTime.UtcNow:yyyy-MM-dd}, {Processor()}, {Environment.ProcessorCount} processors, vectors of {Width()} bits, {RuntimeInformation.OSDescription.Trim()}, {RuntimeInformation.FrameworkDescription}.\n");

    private static string Time(double nanoseconds) => nanoseconds switch
    {
        < 1e3 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds:F1} ns"),
        < 1e6 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e3:F1} µs"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e6:F2} ms"),
    };

    private static int Width() =>
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 64;

    private static string Processor()
    {
        const string Information = "/proc/cpuinfo";
        string? line = File.Exists(Information)
            ? File.ReadLines(Information).FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal))
            : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':') + 1)..].Trim();
    }
}
