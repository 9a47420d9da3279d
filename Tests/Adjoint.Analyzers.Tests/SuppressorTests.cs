using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Adjoint.Analyzers.Tests;

/// <summary>The compiler's warning about unused local functions, for those that have companions and for others.</summary>
public sealed class SuppressorTests
{
    [Theory]
    [InlineData("[Adjoint.Differentiable] static double F(double x) => x;", true)]
    [InlineData("static double F(double x) => x;", false)]
    public async Task Unused_local_function(string source, bool suppressed)
    {
        CompilationWithAnalyzers compilation = AnalyzerHarness.Compile(source, OutputKind.ConsoleApplication).WithAnalyzers(
            [new UnusedLocalFunctionSuppressor()],
            new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: true));
        ImmutableArray<Diagnostic> all = await compilation.GetAllDiagnosticsAsync();
        Assert.Equal(suppressed, Assert.Single(all, diagnostic => diagnostic.Id == "CS8321").IsSuppressed);
    }
}
