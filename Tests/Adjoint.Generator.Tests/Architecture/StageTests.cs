using Xunit;

namespace Adjoint.Generator.Tests.Architecture;

/// <summary>The walls between the stages of the compiler: a stage is a folder, and knows only what stands below it.</summary>
public sealed class StageTests
{
    private const string Roslyn = "Microsoft.CodeAnalysis";

    /// <summary>What each folder of the generator may use beside itself. Files in the root of the generator put the stages together.</summary>
    private static readonly Dictionary<string, string[]> Below = new(StringComparer.Ordinal)
    {
        ["Infrastructure"] = [],
        ["Ir"] = ["Infrastructure"],
        ["Pipeline"] = ["Ir", "Infrastructure"],
        ["Analysis"] = ["Ir", "Infrastructure"],
        ["Differentiation/Rules"] = ["Analysis", "Ir", "Infrastructure"],
        ["Differentiation"] = ["Differentiation/Rules", "Analysis", "Pipeline", "Ir", "Infrastructure"],
        ["Optimization"] = ["Analysis", "Ir", "Infrastructure"],
        ["Vectorization"] = ["Optimization", "Analysis", "Ir", "Infrastructure"],
        ["Emission"] = ["Analysis", "Pipeline", "Ir", "Infrastructure"],
        ["Frontend"] = ["Pipeline", "Ir", "Infrastructure"],
        ["Pipeline/Caching"] = ["Frontend", "Pipeline", "Ir", "Infrastructure"],
    };

    // Files outside of the front end that talk to the compiler: the cache's keys, options, and C#'s own rules for names.
    private static readonly string[] RoslynFiles = ["Generator/Pipeline/GeneratorOptions.cs", "Generator/Pipeline/Identifiers.cs"];

    private static readonly string[] RoslynFolders = ["Generator", "Generator/Frontend", "Generator/Pipeline/Caching"];

    // Text that can only be C# to be printed.
    private static readonly string[] CSharpText =
        ["global::", "MathF.", "Math.", "Span<", "Vector512", "Vector256", "Vector128", "return ", "public ", "static ", "var ", "#pragma"];

    public static TheoryData<string> GeneratorFiles => [.. Repository.Sources("Generator").Select(file => file.Path)];

    [Theory]
    [MemberData(nameof(GeneratorFiles))]
    public void AStageUsesOnlyWhatIsBelowIt(string path)
    {
        SourceFile file = Find(path);
        string stage = StageOf(file);
        if (stage.Length == 0)
        {
            return;
        }

        Assert.True(Below.ContainsKey(stage), $"{path}: the folder '{stage}' has no place in the order of stages");
        string[] forbidden = [.. Below.Keys.Where(other => other != stage && !Below[stage].Contains(other))];
        foreach (string name in file.Names)
        {
            string? used = StageNamed(name);
            Assert.False(used is not null && forbidden.Contains(used), $"{path} uses {name}: {stage} must not know {used}");
        }
    }

    [Theory]
    [MemberData(nameof(GeneratorFiles))]
    public void OnlyTheFrontEndKnowsRoslyn(string path)
    {
        SourceFile file = Find(path);
        if (RoslynFolders.Contains(file.Folder) || file.Folder.StartsWith("Generator/Frontend/", StringComparison.Ordinal) || RoslynFiles.Contains(path))
        {
            return;
        }

        Assert.DoesNotContain(file.Names, name => name.StartsWith(Roslyn, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(GeneratorFiles))]
    public void OnlyEmissionWritesCSharp(string path)
    {
        SourceFile file = Find(path);
        if (StageOf(file) is not ("Ir" or "Analysis" or "Differentiation" or "Differentiation/Rules" or "Optimization" or "Vectorization"))
        {
            return;
        }

        foreach (string literal in file.Literals)
        {
            Assert.DoesNotContain(CSharpText, text => literal.Contains(text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void TheStagesHaveAnOrder()
    {
        List<string> placed = [];
        while (placed.Count < Below.Count)
        {
            string? next = Below.Keys.FirstOrDefault(stage => !placed.Contains(stage) && Below[stage].All(placed.Contains));
            Assert.True(next is not null, "a circle among " + string.Join(", ", Below.Keys.Except(placed)));
            placed.Add(next!);
        }
    }

    [Fact]
    public void TheWallsAreSeen()
    {
        SourceFile wrong = new("Generator/Ir/Wrong.cs", """
            using Adjoint.Generator.Frontend;
            namespace Adjoint.Generator.Ir;
            internal static class Wrong
            {
                // Microsoft.CodeAnalysis in a comment is no use of it.
                public static string Text => "global::System.Span<float>";
                public static Microsoft.CodeAnalysis.ISymbol? Symbol => Analysis.UseCounts.Find(null);
            }
            """);
        Assert.Contains(wrong.Names, name => StageNamed(name) == "Frontend");
        Assert.Contains(wrong.Names, name => StageNamed(name) == "Analysis");
        Assert.Single(wrong.Names, name => name.StartsWith(Roslyn, StringComparison.Ordinal));
        Assert.Contains(wrong.Literals, literal => literal.Contains("global::", StringComparison.Ordinal));
    }

    private static SourceFile Find(string path) => new(path, Repository.ReadText(path));

    private static string StageOf(SourceFile file) => file.Folder == "Generator" ? "" : file.Folder["Generator/".Length..];

    // Adjoint.Generator.Differentiation.Rules.X, or Analysis.X written inside of Adjoint.Generator.
    private static string? StageNamed(string name)
    {
        const string Prefix = "Adjoint.Generator.";
        string rest = name.Replace("global::", "", StringComparison.Ordinal);
        bool whole = rest.StartsWith(Prefix, StringComparison.Ordinal);
        rest = (whole ? rest[Prefix.Length..] : rest) + ".";
        return Below.Keys
            .Where(stage => (whole || rest.Length > stage.Length + 1) && rest.StartsWith(stage.Replace('/', '.') + ".", StringComparison.Ordinal))
            .MaxBy(stage => stage.Length);
    }
}
