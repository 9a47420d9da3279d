using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Adjoint.Analyzers.Tests;

/// <summary>Runs the analyzer over marked source, and compares what it reports with the marks.</summary>
internal static class AnalyzerHarness
{
    private static readonly MetadataReference[] References = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
        .Append(typeof(DifferentiableAttribute).Assembly.Location)
        .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))
        .ToArray();

    public static CSharpCompilation Compile(string source, OutputKind kind = OutputKind.DynamicallyLinkedLibrary) => CSharpCompilation.Create(
        "Case",
        [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Latest), "Source.cs")],
        References,
        new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>What the analyzer reports, in source order; the source itself must have no errors other than missing companions.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Report(string source, OutputKind kind = OutputKind.DynamicallyLinkedLibrary)
    {
        CompilationWithAnalyzers compilation = Compile(source, kind).WithAnalyzers(
            [new DifferentiabilityAnalyzer()],
            new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false));
        ImmutableArray<Diagnostic> reported = await compilation.GetAnalyzerDiagnosticsAsync();
        return [.. reported.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    /// <summary>The marks of <paramref name="marked"/> must be exactly what is reported.</summary>
    public static async Task Verify(string marked, OutputKind kind = OutputKind.DynamicallyLinkedLibrary)
    {
        Markup markup = Markup.Parse(marked);
        ImmutableArray<Diagnostic> reported = await Report(markup.Source, kind);
        string[] expected = [.. markup.Expected.OrderBy(mark => mark.Start).ThenBy(mark => mark.Id, StringComparer.Ordinal).Select(mark => $"{mark.Id} at {mark.Start}")];
        string[] found = [.. reported
            .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)
            .Select(diagnostic => $"{diagnostic.Id} at {diagnostic.Location.SourceSpan.Start}")];
        Assert.True(expected.SequenceEqual(found), $"expected [{string.Join(", ", expected)}], found\n{string.Join("\n", reported)}");
    }
}
