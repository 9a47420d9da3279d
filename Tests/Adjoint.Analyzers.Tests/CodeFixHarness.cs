using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Adjoint.Analyzers.Tests;

/// <summary>Applies a code fix to the first diagnostic that it can fix, and gives the text that comes out.</summary>
internal static class CodeFixHarness
{
    public static async Task<string> Apply(string source, CodeFixProvider fix)
    {
        ImmutableArray<Diagnostic> reported = await AnalyzerHarness.Report(source);
        Diagnostic diagnostic = reported.First(item => fix.FixableDiagnosticIds.Contains(item.Id));
        using AdhocWorkspace workspace = new();
        ProjectInfo information = ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "Case", "Case", LanguageNames.CSharp,
            metadataReferences: AnalyzerHarness.Compile(source).References);
        Document document = workspace.AddProject(information).AddDocument("Source.cs", source);

        List<CodeAction> actions = [];
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        ImmutableArray<CodeActionOperation> operations = await Assert.Single(actions).GetOperationsAsync(CancellationToken.None);
        Solution changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        return (await changed.GetDocument(document.Id)!.GetTextAsync()).ToString();
    }
}
