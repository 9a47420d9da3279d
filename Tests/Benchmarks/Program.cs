using Adjoint.Benchmarks;

// dotnet run -c Release --project Tests/Benchmarks [part of a name] [rounds]
string part = args.Length > 0 ? args[0] : string.Empty;
int rounds = args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 31;
List<Measurement> measurements = [];
foreach (Benchmark benchmark in BenchmarkSet.All().Where(candidate => candidate.Name.Contains(part, StringComparison.OrdinalIgnoreCase)))
{
    measurements.AddRange(Harness.Run(benchmark, rounds, TimeSpan.FromMilliseconds(5)));
}

Console.Write(Report.Circumstances());
Console.WriteLine();
Console.Write(Report.Table(measurements));
