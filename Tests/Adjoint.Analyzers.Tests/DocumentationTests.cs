using System.Text.RegularExpressions;
using Adjoint.Generator.Frontend;
using Microsoft.CodeAnalysis;

namespace Adjoint.Analyzers.Tests;

/// <summary>Every diagnostic has its page, its row in the index and in the release notes of the analyzers.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string Root = FindRoot();

    public static TheoryData<string> Ids => [.. RejectionKind.All.Select(kind => kind.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_has_the_common_form(string id)
    {
        RejectionKind kind = RejectionKind.All.Single(item => item.Id == id);
        string page = File.ReadAllText(Path.Combine(Root, "docs", "diagnostics", id + ".md"));
        Assert.StartsWith($"# {id}: {kind.Title}\n\nSeverity: {Severity(kind)}.\n\n", page, StringComparison.Ordinal);
        Assert.Contains("\n## Reported\n\n```csharp\n", page, StringComparison.Ordinal);
        Assert.Contains("\n## Not reported\n\n```csharp\n", page, StringComparison.Ordinal);
        Assert.EndsWith("/docs/diagnostics/" + id + ".md", Descriptors.ById[id].HelpLinkUri, StringComparison.Ordinal);
    }

    [Fact]
    public void Index_lists_them_all()
    {
        string index = File.ReadAllText(Path.Combine(Root, "docs", "diagnostics", "README.md"));
        string[] rows = [.. index.Split('\n').Where(line => line.StartsWith("| [ADJ", StringComparison.Ordinal))];
        Assert.Equal(
            RejectionKind.All.OrderBy(kind => kind.Id, StringComparer.Ordinal).Select(kind => $"| [{kind.Id}]({kind.Id}.md) | {Severity(kind)} | {kind.Title} |"),
            rows);
    }

    [Fact]
    public void Release_notes_list_them_all()
    {
        string notes = File.ReadAllText(Path.Combine(Root, "Analyzers", "AnalyzerReleases.Shipped.md"))
            + File.ReadAllText(Path.Combine(Root, "Analyzers", "AnalyzerReleases.Unshipped.md"));
        IEnumerable<string> listed = Row().Matches(notes).Select(match => match.Groups["id"].Value + " " + match.Groups["severity"].Value);
        Assert.Equal(
            RejectionKind.All.OrderBy(kind => kind.Id, StringComparer.Ordinal).Select(kind => $"{kind.Id} {kind.Severity}"),
            listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Ids_are_unique() => Assert.Equal(RejectionKind.All.Count, RejectionKind.All.Select(kind => kind.Id).Distinct().Count());

    private static string Severity(RejectionKind kind) => kind.Severity == RejectionSeverity.Error ? "error" : "warning";

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Gen.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Gen.sln is in none of the folders above the tests.");
    }

    [GeneratedRegex(@"^(?<id>ADJ\d{4}) *\| *Adjoint *\| *(?<severity>\w+) *\|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Row();
}
