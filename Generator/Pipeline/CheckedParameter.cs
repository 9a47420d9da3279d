using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Pipeline;

/// <summary>A parameter in the body of a check: a point that can be moved, copies of it for calls that may write, its derivative.</summary>
/// <param name="Model">The parameter.</param>
/// <param name="Point">The local that holds the point.</param>
/// <param name="Slope">The local that takes the derivative.</param>
/// <param name="Move">The local that holds a tangent.</param>
internal sealed record CheckedParameter(ParameterModel Model, string Point, string Slope, string Move)
{
    private string Name => Model.Code;

    private LeafModel? Leaf => Model.Leaves.Count == 1 && Model.Leaves[0].Path.Length == 0 ? Model.Leaves[0] : null;

    private bool IsRows => Leaf?.Type is MemoryType { Kind: MemoryKind.Rows };

    // What the point is: an array, where the parameter is a span or Rows. Containers that are constant may have no companions that copy them.
    private LeafModel? Memory => Leaf is not { } leaf || Model.Mode == ParameterMode.Ref ? null
        : leaf.Type is MemoryType { Rank: 1, Element: ScalarType element } ? leaf with { Type = MemoryType.Array(element), Packing = leaf.Packing is null ? null : CheckedMemory.ElementText(leaf) + "[]" }
        : CheckedMemory.Holds(leaf) && (leaf.Differentiable || !HoldsContainer) ? leaf : null;

    private bool HoldsContainer => Leaf?.Type is ObjectType or MemoryType { Element: ObjectType };

    // Spans are held as arrays.
    private string HeldText => IsRows || (Leaf is not null && CheckedMemory.IsSpan(Leaf)) ? CheckedMemory.ElementText(Leaf!) + "[]" : Model.TypeText;

    private string Fresh => Point.TrimStart('@') + "Copy";

    private bool NeedsFresh => Model.Mode == ParameterMode.Ref;

    private CheckedMembers? Members => Model.Shape.IsReplacedAsAWhole || (Model.ByReference && Model.Shape.Form != ValueForm.Leaf) ? new(Model) : null;

    /// <summary>Whether local functions cannot capture the point: a ref struct.</summary>
    public bool IsPassed => Members is not null && Model.Leaves.Any(CheckedMemory.IsSpan);

    /// <summary>The argument of a call that must not change the point.</summary>
    public string FreshArgument => Model.Mode switch
    {
        ParameterMode.Out => "out _",
        ParameterMode.Ref => "ref " + Fresh,
        _ when IsRows => $"new global::Adjoint.Rows<{CheckedMemory.ElementText(Leaf!)}>({Point}, {Point}Length)",
        _ when Memory is { } memory && Model.Written => CheckedMemory.Copy(Point, memory),
        _ when Members is { SharesMemory: true } members => members.Copy(Point),
        _ => Point,
    };

    public string DestinationArgument => (Model.HasVariable ? "ref " : string.Empty) + Slope;

    public IEnumerable<string> Declarations()
    {
        if (Model.Mode == ParameterMode.Out)
        {
            yield break;
        }

        if (IsRows)
        {
            yield return $"{HeldText} {Point} = {Name}.Values.ToArray();";
            yield return $"int {Point}Length = {Name}.RowLength;";
        }
        else if (Memory is not null)
        {
            yield return $"{HeldText} {Point} = {CheckedMemory.Copy(Name, Leaf!)};";
        }
        else
        {
            yield return $"{Model.TypeText} {Point} = {Members?.Copy(Name) ?? Name};";
        }
    }

    public string DestinationDeclaration() =>
        Memory is { } memory ? $"{HeldText} {Slope} = {CheckedMemory.Zeros(Point, memory)};"
        : $"{Model.TypeText} {Slope} = {Members?.Zeros(Point) ?? "default"};";

    /// <summary>Variables for <c>ref</c> arguments.</summary>
    public IEnumerable<string> FreshDeclarations() => NeedsFresh ? [$"{Model.TypeText} {Fresh} = {Members?.Copy(Point) ?? Point};"] : [];

    /// <summary>The declaration of a tangent of zeros, in the form in which FJvp takes it.</summary>
    public IEnumerable<string> MoveDeclarations()
    {
        yield return DestinationDeclaration().Replace($" {Slope} = ", $" {Move} = ");
    }

    /// <summary>A variable for a <c>ref</c> tangent.</summary>
    public IEnumerable<string> MoveCopies() => NeedsFresh ? [$"{Model.TypeText} {Move}Copy = {Members?.Copy(Move) ?? Move};"] : [];

    /// <summary>The argument for the tangent in a call that must not change it.</summary>
    public string MoveArgument => Model.Mode switch
    {
        ParameterMode.Out => "out _",
        ParameterMode.Ref => $"ref {Move}Copy",
        _ when Memory is { } memory && Model.Written => CheckedMemory.Copy(Move, memory),
        _ when Members is { SharesMemory: true } members => members.Copy(Move),
        _ => Move,
    };

    /// <summary>The comparison of each component.</summary>
    /// <param name="comparison">What is compared.</param>
    /// <param name="slope">What holds the derivatives; or the tangents, where these are compared along them.</param>
    public IEnumerable<string> Loop(CheckComparison comparison, string slope)
    {
        string own = (comparison.Along is null ? Point : Move).TrimStart('@');
        if (Memory is { } memory)
        {
            return CheckedMemory.Loop(comparison, memory, (Model.Name, Model.Name), Point, slope, own);
        }

        if (Members is { } members)
        {
            return members.Loops(comparison, Point, slope, own);
        }

        // Scalars, and the elements of tuples.
        return Model.Leaves
            .Where(leaf => leaf.Differentiable && leaf.Type is ScalarType or MemoryType { Kind: MemoryKind.Ref })
            .SelectMany(leaf => comparison.Number(
                Model.Name, leaf.Path.Length == 0 ? null : Model.Name + leaf.Path.Replace("@", string.Empty), Point + leaf.Path, slope + leaf.Path, "-1"));
    }

    /// <summary>Adds the components of a derivative to the weighted sum that has begun.</summary>
    /// <param name="check">The local that compares.</param>
    /// <param name="slope">What holds the derivative.</param>
    public IEnumerable<string> Terms(string check, string slope) =>
        Memory is { } memory ? [CheckedMemory.Term(check, slope, memory)] : new CheckedMembers(Model).Terms(check, slope);
}
