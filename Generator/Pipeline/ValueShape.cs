using Adjoint.Generator.Infrastructure;

namespace Adjoint.Generator.Pipeline;

/// <summary>What a C# type is made of, down to the leaves that the IR sees, and how a value of it is written.</summary>
/// <param name="Form">How it is made.</param>
/// <param name="TypeText">The type as C# text valid anywhere.</param>
/// <param name="Members">Its parts, in the order in which they are written; none for a leaf.</param>
public sealed record ValueShape(ValueForm Form, string TypeText, EquatableArray<ValueMember> Members)
{
    /// <summary>A type that is one value of the IR.</summary>
    public static readonly ValueShape Single = new(ValueForm.Leaf, string.Empty, default);

    /// <summary>Whether code outside of the type can make a value from its leaves.</summary>
    public bool CanBeMade => Form != ValueForm.Hidden && Members.All(member => member.Shape.CanBeMade);

    /// <summary>Whether a member may be no variable, so that only the whole can be replaced.</summary>
    public bool IsReplacedAsAWhole => Form is ValueForm.Initialized or ValueForm.Constructed or ValueForm.Nullable || Members.Any(member => member.Shape.IsReplacedAsAWhole);

    /// <summary>The value put together from the texts of its leaves. A null text means that the leaf has no value of its own;
    /// it, and whatever consists of such leaves only, is <c>default</c>.</summary>
    public string Compose(IReadOnlyList<string?> leaves) => (leaves.Count == 0 ? null : Compose(leaves, 0)) ?? "default";

    private string? Compose(IReadOnlyList<string?> leaves, int first)
    {
        if (Form == ValueForm.Leaf)
        {
            return leaves[first];
        }

        List<(string Name, string? Text)> parts = Members.Select(member => (member.Name, member.Shape.Compose(leaves, first + member.Leaf))).ToList();
        if (parts.All(part => part.Text is null))
        {
            return null;
        }

        IEnumerable<string> texts = parts.Select(part => part.Text ?? "default");
        return Form switch
        {
            ValueForm.Nullable => parts[0].Text is null || parts[1].Text is null ? null : $"{parts[0].Text} ? {parts[1].Text} : null",
            ValueForm.Tuple => $"({string.Join(", ", texts)})",
            ValueForm.Constructed => $"new {TypeText}({string.Join(", ", texts)})",
            _ => $"new {TypeText} {{ {string.Join(", ", parts.Where(part => part.Text is not null).Select(part => $"{part.Name} = {part.Text}"))} }}",
        };
    }
}
