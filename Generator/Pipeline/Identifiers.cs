using Microsoft.CodeAnalysis.CSharp;

namespace Adjoint.Generator.Pipeline;

/// <summary>How names of parameters become names of companion parameters and tuple elements.</summary>
internal static class Identifiers
{
    /// <summary>The name as code writes it: with <c>@</c> where it is a reserved keyword.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    public static string Pascal(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name.Substring(1);

    /// <summary>The name, with as many trailing underscores as make it new; it is taken from then on.</summary>
    public static string Take(ISet<string> taken, string name)
    {
        while (!taken.Add(name))
        {
            name += "_";
        }

        return name;
    }

    /// <summary>A text as part of a file name.</summary>
    public static string FileName(string text)
    {
        char[] characters = text.Select(character => char.IsLetterOrDigit(character) || character == '.' ? character : '_').ToArray();
        return new string(characters);
    }
}
