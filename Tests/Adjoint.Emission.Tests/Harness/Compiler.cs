using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace Adjoint.Emission.Tests.Harness;

/// <summary>Compiles texts in memory, with all warnings as errors and documentation on.</summary>
internal static class Compiler
{
    private static readonly MetadataReference[] References =
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is { } name
                && (name.StartsWith("System.", StringComparison.Ordinal) || name is "mscorlib.dll" or "netstandard.dll"))
            .Append(typeof(Workspace).Assembly.Location)
            .Distinct()
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))
            .ToArray();

    /// <summary>What the compiler finds wrong, with the line at fault; empty if nothing.</summary>
    public static IReadOnlyList<string> Diagnose(CompilationSettings settings, params string[] sources) =>
        Describe(Create(settings, sources).GetDiagnostics());

    public static Assembly Load(CompilationSettings settings, params string[] sources)
    {
        using MemoryStream image = new();
        using MemoryStream documentation = new();
        EmitResult result = Create(settings, sources).Emit(image, xmlDocumentationStream: documentation);
        Assert.True(result.Success, string.Join("\n", Describe(result.Diagnostics).Take(20)) + "\n" + string.Join("\n", sources));
        image.Position = 0;
        return new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(image);
    }

    internal static CSharpCompilation Compile(CompilationSettings settings, params string[] sources) => Create(settings, sources);

    private static CSharpCompilation Create(CompilationSettings settings, string[] sources)
    {
        CSharpParseOptions parse = new(LanguageVersion.Default, DocumentationMode.Diagnose);
        return CSharpCompilation.Create(
            "Generated",
            sources.Select((source, i) => CSharpSyntaxTree.ParseText(
                settings.StripPragma ? source.Replace("#pragma warning disable", "// was: pragma", StringComparison.Ordinal) : source,
                parse, $"{i}.cs")),
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
                .WithOverflowChecks(settings.CheckOverflow)
                .WithNullableContextOptions(settings.Nullable)
                .WithOptimizationLevel(OptimizationLevel.Release)
                .WithGeneralDiagnosticOption(ReportDiagnostic.Error)
                .WithWarningLevel(9999));
    }

    private static List<string> Describe(IEnumerable<Diagnostic> diagnostics) =>
        diagnostics
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !diagnostic.IsSuppressed)
            .Select(diagnostic => $"{diagnostic.Id} {diagnostic.GetMessage()}: " + diagnostic.Location.SourceTree?.GetText()
                .Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line].ToString().Trim())
            .ToList();
}
