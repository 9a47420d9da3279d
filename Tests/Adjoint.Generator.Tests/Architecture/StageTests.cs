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
        ["Emission"] = ["Vectorization", "Analysis", "Pipeline", "Ir", "Infrastructure"],
        ["Frontend"] = ["Pipeline", "Ir", "Infrastructure"],
        ["Frontend/Mirrors"] = [],
        ["Pipeline/Caching"] = ["Frontend", "Pipeline", "Ir", "Infrastructure"],
    };

    // Text that can only be C# to be printed.
    private static readonly string[] CSharpText =
        ["global::", "MathF.", "Math.", "Span<", "Vector512", "Vector256", "Vector128", "return ", "public ", "static ", "var ", "#pragma"];

    private static readonly IReadOnlyList<SourceFile> Files = Repository.Sources("Generator");

    [Fact]
    public void AStageUsesOnlyWhatIsBelowIt()
    {
        List<string> faults = [];
        foreach (SourceFile file in Files.Where(file => StageOf(file).Length > 0))
        {
            string stage = StageOf(file);
            if (!Below.TryGetValue(stage, out string[]? allowed))
            {
                faults.Add($"{file}: the folder '{stage}' has no place in the order of stages");
                continue;
            }

            faults.AddRange(file.Names
                .Where(name => StageNamed(name) is { } used && used != stage && !allowed.Contains(used))
                .Select(name => $"{file} uses {name}, which {stage} must not know"));
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    /// <summary>
    /// Beside the front end, the entry and the keys of the cache look at the compiler, and so may code of the pipeline that makes
    /// models; the models themselves hold nothing of it.
    /// </summary>
    [Fact]
    public void OnlyTheFrontEndKnowsRoslyn()
    {
        Assert.Empty(Files
            .Where(file => StageOf(file).Split('/')[0] is not ("" or "Frontend" or "Pipeline"))
            .SelectMany(file => file.Names.Where(name => name.StartsWith(Roslyn, StringComparison.Ordinal)).Select(name => $"{file} uses {name}")));
        Assert.Empty(Files
            .Where(file => StageOf(file) == "Pipeline")
            .SelectMany(file => file.RecordMemberTypes.Where(IsRoslyns).Select(type => $"{file} holds {type}")));
    }

    [Fact]
    public void OnlyEmissionWritesCSharp() => Assert.Empty(Files
        .Where(file => StageOf(file) is "Ir" or "Analysis" or "Differentiation" or "Differentiation/Rules" or "Optimization" or "Vectorization")
        .SelectMany(file => file.Literals
            .Where(literal => CSharpText.Any(text => literal.Contains(text, StringComparison.Ordinal)))
            .Select(literal => $"{file} writes {literal}")));

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
        SourceFile model = new("Generator/Pipeline/Wrong.cs", "public sealed record Wrong(EquatableArray<ISymbol> Symbols, string Name) { public SyntaxNode? Node { get; } }");
        Assert.Equal(["EquatableArray<ISymbol>", "SyntaxNode?"], model.RecordMemberTypes.Where(IsRoslyns));
        Assert.Contains(wrong.Literals, literal => literal.Contains("global::", StringComparison.Ordinal));
    }

    private static bool IsRoslyns(string type) => type.Split('<', '>', ',', '?', '[', ']', ' ', '.').Any(name =>
        name.EndsWith("Symbol", StringComparison.Ordinal) || (name.EndsWith("Operation", StringComparison.Ordinal) && name[0] == 'I')
        || name.StartsWith("Syntax", StringComparison.Ordinal) || name.EndsWith("Syntax", StringComparison.Ordinal)
        || name is "Compilation" or "SemanticModel" or "Location" or "Diagnostic");

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
