using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using System.Text.RegularExpressions;
using Adjoint.Generator;
using Adjoint.Generator.Pipeline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace Adjoint.Execution.Tests.Harness;

/// <summary>From C# source text to a loaded assembly with companions; fails with the generated code where anything warns.</summary>
internal static partial class ExecutionHarness
{
    /// <summary>The running framework and our runtime.</summary>
    public static readonly MetadataReference[] References = PlatformReferences();

    // Of generated files even missing and broken documentation must not go by.
    private static readonly CSharpParseOptions Parse = new(LanguageVersion.Latest, DocumentationMode.Diagnose);

    // Documentation that users' test sources need not have.
    private static readonly HashSet<string> OfUsers = ["CS1591", "CS1573", "CS8321", "CS0219", "CS0168", "CS0649", "CS1587"];

    private static int _count;

    public static CompiledProgram Compile(string source, HarnessOptions? options = null)
    {
        options ??= new();
        CSharpCompilation written = Compilation(source, options);
        CSharpGeneratorDriver driver = Driver(options);
        GeneratorRunResult result = driver.RunGenerators(written).GetRunResult().Results.Single();
        if (result.Exception is not null)
        {
            throw new InvalidOperationException("The generator throws: " + result.Exception, result.Exception);
        }

        Dictionary<string, string> generated = new(StringComparer.Ordinal);
        CSharpCompilation compilation = written;
        foreach (GeneratedSourceResult file in result.GeneratedSources)
        {
            string text = file.SourceText.ToString();
            generated.Add(file.HintName, text);
            compilation = compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(
                options.StripPragmas ? BlanketPragma().Replace(text, string.Empty) : text, Parse, file.HintName, Encoding.UTF8));
        }

        return new(Load(compilation, written, generated), generated, compilation);
    }

    /// <summary>The users' part of a compilation, without what is generated.</summary>
    public static CSharpCompilation Compilation(string source, HarnessOptions options)
    {
        string name = "Case" + Interlocked.Increment(ref _count).ToString(System.Globalization.CultureInfo.InvariantCulture);
        IEnumerable<SyntaxTree> trees = options.Others.Prepend(source)
            .Select((text, index) => CSharpSyntaxTree.ParseText(text, Parse, $"Source{index}.cs", Encoding.UTF8));
        return CSharpCompilation.Create(
            name,
            trees,
            References,
            new CSharpCompilationOptions(
                options.OutputKind,
                checkOverflow: options.CheckOverflow,
                allowUnsafe: false,
                optimizationLevel: OptimizationLevel.Release,
                nullableContextOptions: options.Nullable,
                warningLevel: 9999,
                deterministic: true));
    }

    public static CSharpGeneratorDriver Driver(HarnessOptions options) => CSharpGeneratorDriver.Create(
        [new DifferentiationGenerator().AsSourceGenerator()],
        parseOptions: Parse,
        optionsProvider: new ProjectProperties(options.Properties),
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    private static Assembly Load(CSharpCompilation compilation, CSharpCompilation written, Dictionary<string, string> generated)
    {
        using MemoryStream stream = new();
        EmitResult emitted = compilation.Emit(stream);
        List<Diagnostic> faults = emitted.Diagnostics
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error
                || (diagnostic.Severity == DiagnosticSeverity.Warning && !IsOfUsers(diagnostic, generated)))
            .ToList();
        if (faults.Count > 0)
        {
            throw new InvalidOperationException(
                string.Join("\n", faults.Take(20)) + "\n" + string.Join("\n", Refused(written)) + "\n\n" + string.Join("\n\n", generated.Select(file => $"// {file.Key}\n{file.Value}")));
        }

        stream.Position = 0;
        return new AssemblyLoadContext(compilation.AssemblyName, isCollectible: true).LoadFromStream(stream);
    }

    // Why companions are missing, as the analyzer would say it.
    private static IEnumerable<string> Refused(CSharpCompilation compilation) => compilation
        .GetSymbolsWithName(_ => true, SymbolFilter.Member)
        .OfType<IMethodSymbol>()
        .Where(method => method.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == nameof(DifferentiableAttribute)))
        .SelectMany(method => CheckedLowering.Lower(method, compilation, CancellationToken.None).Rejections)
        .Select(rejection => $"{rejection.Id} at {rejection.Start}: {string.Join(" | ", rejection.Arguments)}");

    private static bool IsOfUsers(Diagnostic diagnostic, Dictionary<string, string> generated) =>
        OfUsers.Contains(diagnostic.Id) && !generated.ContainsKey(diagnostic.Location.SourceTree?.FilePath ?? string.Empty);

    private static MetadataReference[] PlatformReferences()
    {
        string trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        return trusted.Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name
                && (name.StartsWith("System.", StringComparison.Ordinal) || name is "System.dll" or "mscorlib.dll" or "netstandard.dll"))
            .Append(typeof(DifferentiableAttribute).Assembly.Location)
            .Append(typeof(ExecutionHarness).Assembly.Location)
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))
            .ToArray();
    }

    [GeneratedRegex(@"^#pragma warning disable.*$", RegexOptions.Multiline)]
    private static partial Regex BlanketPragma();
}
