using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Adjoint.Execution.Tests.Harness;

namespace Adjoint.Execution.Tests;

/// <summary>The loop over the points of the mixture that the benchmarks time runs once: value and gradient of a point are made together.</summary>
public sealed partial class JoinedLoopTests
{
    [Fact]
    public void The_points_of_the_mixture_are_gone_through_once()
    {
        string source = "using System;\n" + File.ReadAllText(Path.Combine(Root(), "Tests", "Benchmarks", "Cases", "Mixture.cs"));
        string file = ExecutionHarness.Compile(source).Generated.Single(pair => pair.Key.EndsWith("Mixture.LogLikelihood.g.cs", StringComparison.Ordinal)).Value;
        string gradient = file[file.IndexOf("double LogLikelihoodGradient(", StringComparison.Ordinal)..];
        Assert.Contains("The loop of the sum and its reverse in one.", gradient, StringComparison.Ordinal);
        Assert.Single(LoopsOverPoints().Matches(gradient));
        Assert.DoesNotContain("frame.Rent<double>(dimensions)", gradient, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^ +for \(int i = .*points\.Count; i\+\+\)", RegexOptions.Multiline)]
    private static partial Regex LoopsOverPoints();

    private static string Root([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(path, "..", "..", ".."));
}
