using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Adjoint.Generator.Tests.Architecture;

/// <summary>Rules for every source file that people write here.</summary>
public sealed class HouseRulesTests
{
    private const int MostLines = 500;

    public static TheoryData<string> Folders => ["Generator", "Analyzers", "Runtime", "Samples", "Tests"];

    [Theory]
    [MemberData(nameof(Folders))]
    public void NoFileIsLong(string folder) =>
        Assert.Equal("", string.Join("\n", Repository.Sources(folder)
            .Where(file => file.LineCount > MostLines)
            .Select(file => $"{file}: {file.LineCount} lines")));

    [Theory]
    [MemberData(nameof(Folders))]
    public void OnePublicTypeAFile(string folder) =>
        Assert.Equal("", string.Join("\n", Repository.Sources(folder).Select(PublicTypesFault).OfType<string>()));

    [Theory]
    [MemberData(nameof(Folders))]
    public void NothingIsLeftForLater(string folder)
    {
        string[] words = ["TO" + "DO", "FIX" + "ME", "HA" + "CK:"];
        foreach (SourceFile file in Repository.Sources(folder))
        {
            Assert.DoesNotContain(file.Comments, comment => words.Any(word => comment.Contains(word, StringComparison.Ordinal)));
            Assert.DoesNotContain(file.Names, name => name.EndsWith("NotImplementedException", StringComparison.Ordinal));
            Assert.Empty(file.PragmaDirectives.Select(directive => $"{file}: {directive}"));
        }
    }

    [Fact]
    public void TheGeneratorIsCultureInvariant()
    {
        string[] forbidden = ["ToUpper", "ToLower", "CurrentCulture"];
        foreach (SourceFile file in Repository.Sources("Generator"))
        {
            Assert.DoesNotContain(file.Names, name => forbidden.Contains(name[(name.LastIndexOf('.') + 1)..]));
        }
    }

    // Records that derive from the first type of the file are its cases, and belong to it. Partial types may have several files.
    private static string? PublicTypesFault(SourceFile file)
    {
        MemberDeclarationSyntax[] types = [.. file.Types.Where(type => type.Modifiers.Any(SyntaxKind.PublicKeyword))];
        if (types.Length == 0)
        {
            return null;
        }

        string first = NameOf(types[0]);
        string[] others = [.. types.Skip(1).Where(type => NameOf(type) != first && !DerivesFrom(type, first)).Select(NameOf)];
        if (others.Length > 0)
        {
            return $"{file}: {first} and {string.Join(", ", others)}";
        }

        bool shipped = !file.Path.StartsWith("Tests/", StringComparison.Ordinal);
        return file.Name.Split('.')[0] == first || !shipped ? null : $"{file} declares {first}";
    }

    private static bool DerivesFrom(MemberDeclarationSyntax type, string name) =>
        type is TypeDeclarationSyntax { BaseList: { } bases } && bases.Types.Any(other => other.Type.ToString().Split('<')[0] == name);

    private static string NameOf(MemberDeclarationSyntax type) => type switch
    {
        BaseTypeDeclarationSyntax declaration => declaration.Identifier.Text,
        DelegateDeclarationSyntax declaration => declaration.Identifier.Text,
        _ => "",
    };
}
