using System.Collections.Immutable;
using System.Text;
using Adjoint.Execution.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Adjoint.Execution.Tests.Incrementality;

/// <summary>A compilation of several files and a generator that sees it edited.</summary>
internal sealed class EditScript
{
    private GeneratorDriver _driver = ExecutionHarness.Driver(new());
    private CSharpCompilation _compilation;

    public EditScript(params string[] files)
    {
        _compilation = ExecutionHarness.Compilation(files[0], new() { Others = files[1..] });
        Run();
    }

    public GeneratorRunResult Result { get; private set; }

    public IReadOnlyDictionary<string, string> Generated =>
        Result.GeneratedSources.ToDictionary(file => file.HintName, file => file.SourceText.ToString(), StringComparer.Ordinal);

    /// <summary>Replaces text of one file, as an editor does, and runs the generator again.</summary>
    public EditScript Replace(int file, string old, string text)
    {
        SyntaxTree tree = _compilation.SyntaxTrees[file];
        SourceText source = tree.GetText();
        int start = source.ToString().IndexOf(old, StringComparison.Ordinal);
        Assert.True(start >= 0, $"'{old}' is not in the file");
        SyntaxTree changed = tree.WithChangedText(source.WithChanges(new TextChange(new TextSpan(start, old.Length), text)));
        _compilation = _compilation.ReplaceSyntaxTree(tree, changed);
        Run();
        return this;
    }

    /// <summary>What a new generator makes of the files as they are now.</summary>
    public IReadOnlyDictionary<string, string> Cold()
    {
        IEnumerable<SyntaxTree> trees = _compilation.SyntaxTrees.Select(tree =>
            CSharpSyntaxTree.ParseText(tree.ToString() + " ", (CSharpParseOptions)tree.Options, tree.FilePath, Encoding.UTF8));
        CSharpCompilation fresh = _compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(trees)
            .WithAssemblyName(_compilation.AssemblyName + "Cold");
        return ExecutionHarness.Driver(new()).RunGenerators(fresh).GetRunResult().Results.Single()
            .GeneratedSources.ToDictionary(file => file.HintName, file => file.SourceText.ToString(), StringComparer.Ordinal);
    }

    /// <summary>Why the outputs of a step are what they are, for methods whose generated file bears the name.</summary>
    public ImmutableArray<IncrementalStepRunReason> Reasons(string step, string? hint = null) =>
    [
        .. Result.TrackedSteps[step]
            .SelectMany(run => run.Outputs)
            .Where(output => hint is null || HintOf(output.Value).Contains(hint, StringComparison.Ordinal))
            .Select(output => output.Reason),
    ];

    private void Run()
    {
        _driver = _driver.RunGenerators(_compilation);
        Result = _driver.GetRunResult().Results.Single();
    }

    private static string HintOf(object value) =>
        value.GetType().GetProperty("HintName")?.GetValue(value) as string ?? string.Empty;
}
