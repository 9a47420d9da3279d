using Adjoint.Generator.Infrastructure;

namespace Adjoint.Generator.Pipeline;

/// <summary>
/// The declaration of a differentiable method: all that companion signatures depend on. Immutable, structurally equal,
/// free of anything of Roslyn's, so that the incremental pipeline can cache by it.
/// </summary>
/// <param name="Namespace">Full namespace, empty for the global one.</param>
/// <param name="Types">The types around it, outermost first.</param>
/// <param name="Name">The method's name.</param>
/// <param name="Accessibility"><c>public</c>, <c>internal</c>, <c>private</c>, <c>protected</c>…</param>
/// <param name="IsStatic">Static method (or local function of a top-level program).</param>
/// <param name="IsExtension">Declared with a <c>this</c> parameter.</param>
/// <param name="IsLocalFunction">A local function of a top-level program: companions stand in <c>partial class Program</c>.</param>
/// <param name="Parameters">The parameters.</param>
/// <param name="ReturnTypeText">The result type as C# text, <c>void</c> for none.</param>
/// <param name="ReturnLeaves">The IR results that stand for the returned value.</param>
/// <param name="ReturnShape">How the returned value is put together.</param>
/// <param name="Derivatives">The companions asked for, as the flags of <c>Adjoint.Derivatives</c>; the default set is already resolved.</param>
/// <param name="Strict">The attribute's <c>Strict</c>.</param>
/// <param name="Require">The attribute's <c>Require</c>, as flags of <c>Adjoint.Cost</c>.</param>
/// <param name="Cref">A cref that resolves to the method from inside its type: <c>Loss(ReadOnlySpan{float}, float)</c>, types with <c>global::</c> where needed.</param>
/// <param name="HintName">Name of the generated file without extension; unique, a function of the method alone.</param>
/// <param name="FirstLine">The line of the file on which the method starts, from 1; source lines of the IR count from it.</param>
/// <param name="FileName">The name of the source file, without folders.</param>
/// <param name="CheckOverflow">Whether the project compiles unmarked integer arithmetic as checked.</param>
public sealed record MethodModel(
    string Namespace,
    EquatableArray<TypeShell> Types,
    string Name,
    string Accessibility,
    bool IsStatic,
    bool IsExtension,
    bool IsLocalFunction,
    EquatableArray<ParameterModel> Parameters,
    string ReturnTypeText,
    EquatableArray<LeafModel> ReturnLeaves,
    ValueShape ReturnShape,
    int Derivatives,
    bool Strict,
    int Require,
    string Cref,
    string HintName,
    int FirstLine,
    string FileName,
    bool CheckOverflow)
{
    /// <summary>Whether a parameter may have the name of a companion, or of the method, which by its simple name is then not found.</summary>
    public bool IsHidden => Parameters.Any(parameter => parameter.Name.StartsWith(Name, StringComparison.Ordinal));
}
