using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Adjoint.Analyzers.Tests;

/// <summary>An editor shows referenced projects as source. What is reported must be what the build reports, which shows them as assemblies.</summary>
public sealed class ProjectReferenceTests
{
    private const string Library = """
        namespace Library
        {
            public readonly record struct Pair(double A, double B) { public double Sum() => A + B; }
            public interface IScale { static abstract double At(double x); }
            public readonly struct Twice : IScale { public static double At(double x) => 2 * x; }
            public static class Helpers
            {
                public static double Square(double x) => x * x;
                public static T Cube<T>(T x) where T : System.Numerics.INumber<T> => x * x * x;
                public static double Apply(System.Func<double, double> f, double x) => f(x);
            }
        }
        """;

    private static readonly MetadataReference[] Projects =
        [Compilation("Adjoint", RuntimeSources(), []).ToMetadataReference(), Compilation("Library", [Library], []).ToMetadataReference()];

    private static readonly MetadataReference[] Assemblies =
        [MetadataReference.CreateFromFile(typeof(DifferentiableAttribute).Assembly.Location), MetadataReference.CreateFromStream(Image(Compilation("Library", [Library], [])))];

    [Theory]
    [InlineData("[Differentiable] static double F(Rows<double> rows, double x) => rows[0][1] * x + rows.RowLength + rows.Count;")]
    [InlineData("[Differentiable] static double F(ReadOnlySpan<double> v, Rows<float> rows, double x) { double s = 0; for (int i = 0; i < rows.Count; i++) s += Row(rows[i]) * v[i]; return s * x; } static double Row(ReadOnlySpan<float> row) => row[0];")]
    [InlineData("[Differentiable] static double F(double x) => SpecialFunctions.Erf(x) * Derivative.Stop(x);")]
    [InlineData("[Differentiable] static double F(double x) => Helpers.Square(x);")]
    [InlineData("[Differentiable] static double F(double x) => Helpers.Cube(x) + Helpers.Apply(y => y, x);")]
    [InlineData("[Differentiable] static double F(Pair p) => p.A;")]
    [InlineData("[Differentiable] static double F(double x) => new Pair(x, x).Sum();")]
    [InlineData("static double Run<T>(double x) where T : IScale => T.At(x); [Differentiable] static double F(double x) => Run<Twice>(x);")]
    [InlineData("[Differentiable] static double F(double x) => x * x; [Differentiable] static double G(double x) => Helpers.Square(2) * F(x);")]
    public async Task Projects_as_source_and_as_assemblies_get_the_same_report(string members)
    {
        string source = $$"""
            using System;
            using Adjoint;
            using Library;
            static partial class P
            {
                {{members}}
            }
            """;
        string[] asAssemblies = await Report(Compilation("Case", [source], Assemblies));
        string[] asProjects = await Report(Compilation("Case", [source], Projects));
        Assert.Equal(asAssemblies, asProjects);
    }

    [Fact]
    public async Task Rows_are_memory_where_the_runtime_is_itself_compiled()
    {
        const string Source = "namespace Adjoint; static partial class Losses { [Differentiable] static double First(Rows<double> rows, double x) => rows[0][1] * x; }";
        Assert.Empty(await Report(Compilation("Adjoint", [Source, .. RuntimeSources()], [])));
    }

    private static async Task<string[]> Report(CSharpCompilation compilation)
    {
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        ImmutableArray<Diagnostic> reported = await compilation
            .WithAnalyzers([new DifferentiabilityAnalyzer()], new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, concurrentAnalysis: false, logAnalyzerExecutionTime: false))
            .GetAnalyzerDiagnosticsAsync();
        return [.. reported.Select(diagnostic => diagnostic.ToString()).Order(StringComparer.Ordinal)];
    }

    private static MemoryStream Image(CSharpCompilation compilation)
    {
        MemoryStream image = new();
        Assert.True(compilation.Emit(image).Success);
        image.Position = 0;
        return image;
    }

    private static CSharpCompilation Compilation(string name, IEnumerable<string> sources, IEnumerable<MetadataReference> references) => CSharpCompilation.Create(
        name,
        sources.Prepend("global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;")
            .Select((source, i) => CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Latest), $"{name}{i}.cs")),
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var file && (file.StartsWith("System.", StringComparison.Ordinal) || file == "Microsoft.Win32.Primitives.dll"))
            .Select(path => MetadataReference.CreateFromFile(path))
            .Concat(references),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));

    private static IEnumerable<string> RuntimeSources([CallerFilePath] string path = "")
    {
        string root = Path.GetFullPath(Path.Combine(path, "..", "..", "..", "Runtime"));
        return Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetRelativePath(root, file).Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj"))
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllText);
    }
}
