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

    private IrType? Type => Model.Leaves.Count == 1 && Model.Leaves[0].Path.Length == 0 ? Model.Leaves[0].Type : null;

    private bool IsFlat => Type is MemoryType { Rank: 1, Element: ScalarType };

    private bool IsJagged => Type is MemoryType { Element: MemoryType { Kind: MemoryKind.Array, Element: ScalarType } };

    private bool IsGrid => Type is MemoryType { Kind: MemoryKind.Grid };

    private string? Packing => Model.Leaves.Count == 1 ? Model.Leaves[0].Packing?.TrimEnd('[', ']') : null;

    private string Element => Packing ?? GuardedArgument.ElementText(Type switch
    {
        MemoryType { Element: MemoryType inner } => inner.Element,
        MemoryType memory => memory.Element,
        _ => IrType.F64,
    });

    private string Fresh => Point.TrimStart('@') + "Copy";

    private bool NeedsFresh => Model.Mode == ParameterMode.Ref;

    private CheckedMembers? Members => Model.Shape.IsReplacedAsAWhole || (Model.ByReference && Model.Shape.Form != ValueForm.Leaf) ? new(Model, Name) : null;

    /// <summary>The argument of a call that must not change the point.</summary>
    public string FreshArgument => Model.Mode switch
    {
        ParameterMode.Out => "out _",
        ParameterMode.Ref => "ref " + Fresh,
        _ when Type is MemoryType { Kind: MemoryKind.Rows } => $"new global::Adjoint.Rows<{Element}>({Point}, {Point}Length)",
        _ when Model.Written && (IsFlat || IsJagged || IsGrid) => Copy(Point),
        _ when Model.Written && Members is { } members => members.Copy(Point),
        _ => Point,
    };

    public string DestinationArgument => (Model.HasVariable ? "ref " : string.Empty) + Slope;

    public IEnumerable<string> Declarations()
    {
        if (Model.Mode == ParameterMode.Out)
        {
            yield break;
        }

        if (Type is MemoryType { Kind: MemoryKind.Rows })
        {
            yield return $"{Element}[] {Point} = {Name}.Values.ToArray();";
            yield return $"int {Point}Length = {Name}.RowLength;";
        }
        else if (IsFlat)
        {
            yield return $"{Element}[] {Point} = {(Model.TypeText.EndsWith("]", StringComparison.Ordinal) ? Copy(Name) : Name + ".ToArray()")};";
        }
        else if (Type is ObjectType && Model.Differentiable)
        {
            yield return $"{Model.TypeText} {Point} = {Name}.ZerosLike();";
            yield return $"global::Adjoint.Parameters.CopyFrom({Point}, {Name});";
        }
        else if (Members is { } members)
        {
            yield return $"{Model.TypeText} {Point} = {members.Copy(Name)};";
        }
        else
        {
            yield return $"{Model.TypeText} {Point} = {(IsJagged || IsGrid ? Copy(Name) : Name)};";
        }
    }

    public string DestinationDeclaration() => Type switch
    {
        ObjectType => $"{Model.TypeText} {Slope} = {Name}.ZerosLike();",
        MemoryType { Kind: MemoryKind.Ref } => $"{Model.TypeText} {Slope} = default;",
        MemoryType { Element: ObjectType } => $"{Model.TypeText} {Slope} = global::System.Array.ConvertAll({Point}, item => item?.ZerosLike()!);",
        _ when IsFlat => $"{Element}[] {Slope} = new {Element}[{Point}.Length];",
        _ when Members is { } members => $"{Model.TypeText} {Slope} = {members.Zeros(Point)};",
        _ => $"{Model.TypeText} {Slope} = {Copy(Point)};",
    };

    /// <summary>Variables for <c>ref</c> arguments.</summary>
    public IEnumerable<string> FreshDeclarations() => NeedsFresh ? [$"{Model.TypeText} {Fresh} = {Point};"] : [];

    public IEnumerable<string> FreshAssignments() => NeedsFresh ? [$"{Fresh} = {Point};"] : [];

    /// <summary>The declaration of a tangent of zeros, in the form in which FJvp takes it.</summary>
    public IEnumerable<string> MoveDeclarations()
    {
        yield return Type switch
        {
            ObjectType => $"{Model.TypeText} {Move} = {Name}.ZerosLike();",
            MemoryType { Element: ObjectType } => $"{Model.TypeText} {Move} = global::System.Array.ConvertAll({Point}, item => item?.ZerosLike()!);",
            _ when IsFlat => $"{Element}[] {Move} = new {Element}[{Point}.Length];",
            _ when IsJagged => $"{Model.TypeText} {Move} = global::System.Array.ConvertAll({Point}, item => item is null ? item! : new {Element}[item.Length]);",
            _ when IsGrid => $"{Model.TypeText} {Move} = {Copy(Point)};",
            _ when Members is { } members => $"{Model.TypeText} {Move} = {members.Zeros(Point)};",
            _ => $"{Model.TypeText} {Move} = default;",
        };
        if (IsGrid)
        {
            yield return $"global::System.Array.Clear({Move});";
        }

        if (NeedsFresh)
        {
            yield return $"{Model.TypeText} {Move}Copy = {Move};";
        }
    }

    /// <summary>Assigns the variable for a <c>ref</c> tangent.</summary>
    public IEnumerable<string> MoveAssignments() => NeedsFresh ? [$"{Move}Copy = {Move};"] : [];

    /// <summary>The argument for the tangent in a call that must not change it.</summary>
    public string MoveArgument => Model.Mode switch
    {
        ParameterMode.Out => "out _",
        ParameterMode.Ref => $"ref {Move}Copy",
        _ when Model.Written && (IsFlat || IsJagged || IsGrid) => Copy(Move),
        _ when Model.Written && Members is { } members => members.Copy(Move),
        _ => Move,
    };

    /// <summary>The comparison of each component.</summary>
    /// <param name="check">The local that compares.</param>
    /// <param name="companion">The companion that is checked.</param>
    /// <param name="slope">What holds the derivatives; or the tangents, where <paramref name="along"/> is given.</param>
    /// <param name="value">The local function that gives the value at the point.</param>
    /// <param name="along">The local function that gives the derivative along the tangents; null where the derivatives are there.</param>
    public IEnumerable<string> Loop(string check, string companion, string slope, string value, string? along = null)
    {
        string own = (along is null ? Point : Move).TrimStart('@');
        string index = own + "Index";
        if (Type is ObjectType)
        {
            string points = slope + "Points";
            return
            [
                $"double[] {points} = new double[global::Adjoint.Parameters.get_ParameterCount({Point})], {slope}Values = new double[{points}.Length];",
                $"global::Adjoint.Parameters.CopyTo({Point}, {points});",
                $"global::Adjoint.Parameters.CopyTo({slope}, {slope}Values);",
                $"for (int {index} = 0; {index} < {points}.Length; {index}++)",
                "{",
                .. Begin(check, companion, $"{slope}Values[{index}]", index, along, $"global::Adjoint.Parameters.CopyFrom({slope}, {slope}Values);"),
                $"while ({check}.Next(ref {points}[{index}]))",
                "{",
                $"global::Adjoint.Parameters.CopyFrom({Point}, {points});",
                $"{check}.Value({value}());",
                "}",
                $"global::Adjoint.Parameters.CopyFrom({Point}, {points});",
                "}",
            ];
        }

        if (IsFlat && Packing is not null)
        {
            string scalar = GuardedArgument.ElementText(((MemoryType)Type!).Element);
            string moved = own + "Members";
            string slopes = slope.TrimStart('@') + "Slopes";
            string cast = $"global::System.Runtime.InteropServices.MemoryMarshal.Cast<{Packing}, {scalar}>";
            return
            [
                $"global::System.Span<{scalar}> {moved} = {cast}({Point}.AsSpan()), {slopes} = {cast}({slope}.AsSpan());",
                $"for (int {index} = 0; {index} < {moved}.Length; {index}++)",
                "{",
                .. Component(check, companion, $"{moved}[{index}]", $"{slopes}[{index}]", index, value, along),
                "}",
            ];
        }

        if (IsFlat)
        {
            return
            [
                $"for (int {index} = 0; {index} < {Point}.Length; {index}++)",
                "{",
                .. Component(check, companion, $"{Point}[{index}]", $"{slope}[{index}]", index, value, along),
                "}",
            ];
        }

        if (IsJagged || Type is MemoryType { Kind: MemoryKind.Grid, Rank: 2 })
        {
            string row = own + "Row";
            string count = own + "Count";
            string element = IsJagged ? $"[{row}][{index}]" : $"[{row}, {index}]";
            return
            [
                $"int {count} = 0;",
                $"for (int {row} = 0; {row} < {Point}.{(IsJagged ? "Length" : "GetLength(0)")}; {row}++)",
                "{",
                $"for (int {index} = 0; {index} < {Point}{(IsJagged ? $"[{row}].Length" : ".GetLength(1)")}; {index}++)",
                "{",
                .. Component(check, companion, Point + element, slope + element, count + "++", value, along),
                "}",
                "}",
            ];
        }

        if (Members is { } members)
        {
            return members.Loops(Point, slope, own, (component, derivative, at, after, assign) => assign is null
                ? Component(check, companion, component, derivative, at, value, along)
                : [.. Begin(check, companion, derivative, at, along, null, assign), $"while ({check}.Next(ref {component}))", "{", after!, $"{check}.Value({value}());", "}", after!]);
        }

        // Scalars, and the elements of tuples.
        return Model.Leaves
            .Where(leaf => leaf.Differentiable && leaf.Type is ScalarType or MemoryType { Kind: MemoryKind.Ref })
            .SelectMany(leaf => Component(check, companion, Point + leaf.Path, slope + leaf.Path, "-1", value, along));
    }

    /// <summary>Adds the components of a derivative to the weighted sum that has begun.</summary>
    /// <param name="check">The local that compares.</param>
    /// <param name="slope">What holds the derivative.</param>
    public IEnumerable<string> Terms(string check, string slope)
    {
        if (IsFlat && Packing is not null)
        {
            string scalar = GuardedArgument.ElementText(((MemoryType)Type!).Element);
            return [$"{check}.Term(global::System.Runtime.InteropServices.MemoryMarshal.Cast<{Packing}, {scalar}>({slope}.AsSpan()).ToArray());"];
        }

        bool isWhole = Type is ObjectType || IsFlat || IsJagged || (IsGrid && Type is MemoryType { Element: ScalarType });
        return isWhole ? [$"{check}.Term({slope});"] : Model.Leaves
            .Where(leaf => leaf.Differentiable && leaf.Type is ScalarType or MemoryType { Kind: MemoryKind.Ref })
            .Select(leaf => $"{check}.Term({slope}{leaf.Path});");
    }

    private IEnumerable<string> Component(string check, string companion, string component, string slope, string index, string value, string? along) =>
    [
        .. Begin(check, companion, slope, index, along, null),
        $"while ({check}.Next(ref {component}))",
        "{",
        $"{check}.Value({value}());",
        "}",
    ];

    // Along a tangent of which this component alone is 1.
    private IEnumerable<string> Begin(
        string check, string companion, string slope, string index, string? along, string? moved, Func<string, string>? assign = null)
    {
        assign ??= value => $"{slope} = {value};";
        string[] after = moved is null ? [] : [moved];
        return along is null ? [$"{check}.Begin(\"{companion}\", \"{Model.Name}\", {index}, {slope});"]
            : [assign("1"), .. after, $"{check}.Begin(\"{companion}\", \"{Model.Name}\", {index}, {along}());", assign("0"), .. after];
    }

    private string Copy(string name) => IsJagged
        ? $"global::System.Array.ConvertAll({name}, item => item is null ? item! : ({Element}[])item.Clone())"
        : IsGrid ? $"({Model.TypeText}){name}.Clone()" : $"({Element}[]){name}.Clone()";
}
