using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using Adjoint.Execution.Tests.Harness;
using Adjoint.Generator;
using Adjoint.Generator.Frontend;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Adjoint.RandomPrograms.Tests.Programs;

/// <summary>Many random programs in one compilation: one run of the generator, one assembly. A program that does not compile takes no other with it.</summary>
internal sealed class ProgramBatch
{
    private readonly Dictionary<int, RandomCSharp> _programs;
    private readonly Dictionary<string, int> _owners = new(StringComparer.Ordinal);
    private readonly List<(SyntaxTree Tree, int Seed)> _generated = [];
    private readonly CSharpCompilation _sources;

    /// <param name="programs">The programs.</param>
    /// <param name="generate">Whether to run the generator.</param>
    public ProgramBatch(IEnumerable<RandomCSharp> programs, bool generate = true)
    {
        _programs = programs.ToDictionary(program => program.Seed);
        RandomCSharp[] all = [.. _programs.Values];
        CSharpCompilation users = ExecutionHarness.Compilation(all[0].Text, new() { Others = [.. all.Skip(1).Select(program => program.Text)] });
        for (int i = 0; i < all.Length; i++)
        {
            _owners.Add(users.SyntaxTrees[i].FilePath, all[i].Seed);
        }

        foreach (Diagnostic fault in users.GetDiagnostics().Where(IsFault))
        {
            Fail(fault, "is no C#: ");
        }

        foreach (RandomCSharp program in all.Where(program => !Failures.ContainsKey(program.Seed)))
        {
            SyntaxTree tree = Parsed(new DriverWriter(Method(users, program), program.Arguments).Write(program.DriverName), program.DriverName + ".cs");
            users = users.AddSyntaxTrees(tree);
            _owners.Add(tree.FilePath, program.Seed);
        }

        Users = users;
        _sources = users.RemoveSyntaxTrees(users.SyntaxTrees.Where(tree => Failures.ContainsKey(_owners[tree.FilePath])));
        if (generate)
        {
            Generate();
        }
    }

    /// <summary>The programs and their drivers, without what is generated.</summary>
    public CSharpCompilation Users { get; }

    /// <summary>Why a program did not compile, by seed.</summary>
    public Dictionary<int, string> Failures { get; } = [];

    public IEnumerable<RandomCSharp> Programs => _programs.Values;

    /// <summary>What the generator wrote for a program.</summary>
    public string GeneratedText(int seed) =>
        string.Join("\n", _generated.Where(file => file.Seed == seed).Select(file => file.Tree.ToString()));

    public static IMethodSymbol Method(Compilation compilation, RandomCSharp program) =>
        (IMethodSymbol)compilation.GetTypeByMetadataName(program.ClassName)!.GetMembers("F").Single();

    /// <summary>Whether an edit changes what was generated for a program.</summary>
    public bool IsChanged(int seed, Func<string, string> edit) =>
        _generated.Any(file => file.Seed == seed && file.Tree.ToString() is var text && edit(text) != text);

    /// <summary>Compiles and loads all programs that compile.</summary>
    /// <param name="edit">Changes what was generated.</param>
    /// <param name="only">The programs to take; all where it is null.</param>
    public Dictionary<int, IGradientProgram> Load(Func<string, string>? edit = null, IReadOnlySet<int>? only = null)
    {
        bool Taken(int seed) => only is null || only.Contains(seed);
        CSharpCompilation compilation = _sources.WithAssemblyName("Batch" + Guid.NewGuid().ToString("N"));
        compilation = compilation.RemoveSyntaxTrees(compilation.SyntaxTrees.Where(tree => !Taken(_owners[tree.FilePath])));
        foreach ((SyntaxTree tree, int seed) in _generated.Where(file => Taken(file.Seed)))
        {
            SyntaxTree used = tree;
            if (edit?.Invoke(tree.ToString()) is { } text)
            {
                used = Parsed(text, tree.FilePath);
            }

            compilation = compilation.AddSyntaxTrees(used);
            _owners.TryAdd(tree.FilePath, seed);
        }

        HashSet<int> broken = [];
        while (true)
        {
            using MemoryStream stream = new();
            Diagnostic[] faults = [.. compilation.Emit(stream).Diagnostics.Where(IsFault)];
            if (faults.Length == 0)
            {
                stream.Position = 0;
                Assembly assembly = new AssemblyLoadContext(compilation.AssemblyName, isCollectible: true).LoadFromStream(stream);
                return _programs.Values.Where(program => Taken(program.Seed) && !Failures.ContainsKey(program.Seed) && !broken.Contains(program.Seed))
                    .ToDictionary(program => program.Seed, program => (IGradientProgram)Activator.CreateInstance(assembly.GetType(program.DriverName)!)!);
            }

            foreach (Diagnostic fault in faults)
            {
                if (edit is null)
                {
                    Fail(fault, "");
                }

                broken.Add(Owner(fault));
            }

            compilation = compilation.RemoveSyntaxTrees(compilation.SyntaxTrees.Where(tree => broken.Contains(_owners[tree.FilePath])));
        }
    }

    private void Generate()
    {
        CSharpGeneratorDriver driver = ExecutionHarness.Driver(new());
        GeneratorRunResult result = driver.RunGenerators(_sources).GetRunResult().Results.Single();
        if (result.Exception is not null)
        {
            throw new InvalidOperationException("The generator throws: " + result.Exception, result.Exception);
        }

        foreach (GeneratedSourceResult file in result.GeneratedSources)
        {
            string text = file.SourceText.ToString();
            RandomCSharp program = _programs.Values.Single(program => file.HintName.StartsWith(program.ClassName + ".", StringComparison.Ordinal));
            SyntaxTree tree = Parsed(text, file.HintName);
            _generated.Add((tree, program.Seed));
            _owners.Add(tree.FilePath, program.Seed);
        }
    }

    // Where companions are missing, the front end says why.
    private void Fail(Diagnostic fault, string prefix)
    {
        int seed = Owner(fault);
        if (prefix.Length == 0 && fault.Id == "CS0117" && !Failures.ContainsKey(seed))
        {
            LoweringResult lowered = CheckedLowering.Lower(Method(Users, _programs[seed]), Users, default);
            Rejection? rejection = lowered.Rejections.FirstOrDefault();
            prefix = rejection is not null ? $"refused: {rejection.Id} {string.Join(", ", rejection.Arguments)} at '{Source(rejection)}' " : lowered.InternalError is not null ? lowered.InternalError + " " : "";
        }

        Failures.TryAdd(seed, prefix + fault);
    }

    private string Source(Rejection rejection) => Users.SyntaxTrees.Single(tree => tree.FilePath == rejection.FilePath)
        .ToString().Substring(rejection.Start, Math.Min(60, rejection.Length)).ReplaceLineEndings(" ");

    private int Owner(Diagnostic fault) => _owners[fault.Location.SourceTree?.FilePath
        ?? throw new InvalidOperationException(fault.ToString())];

    private static bool IsFault(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error;

    private static SyntaxTree Parsed(string text, string path) =>
        CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Latest), path, Encoding.UTF8);
}
