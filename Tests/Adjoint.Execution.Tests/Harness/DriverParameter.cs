using Microsoft.CodeAnalysis;

namespace Adjoint.Execution.Tests.Harness;

/// <summary>A parameter of a method under test, told from its symbol by the words of the contract, not by our own models.</summary>
internal sealed class DriverParameter
{
    private readonly bool _constant;

    public DriverParameter(IParameterSymbol symbol, ICollection<string> named, string? value)
    {
        Name = symbol.Name;
        Code = SymbolDisplay(symbol.Name);
        Type = symbol.Type;
        Kind = symbol.RefKind;
        Value = value;
        _constant = symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "NoDerivativeAttribute");
        Differentiable = !_constant && (named.Count == 0 || named.Contains(symbol.Name)) && Floating(symbol.Type);
    }

    public string Name { get; }

    public string Code { get; }

    public ITypeSymbol Type { get; }

    public RefKind Kind { get; }

    /// <summary>The C# expression of its value in the test; null for <c>out</c>.</summary>
    public string? Value { get; }

    public bool Differentiable { get; }

    public bool IsSpan => Type is INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", TypeArguments.Length: 1 };

    public bool IsRows => Type is INamedTypeSymbol { Name: "Rows", TypeArguments.Length: 1 };

    public bool IsContainer => Type.TypeKind == TypeKind.Class && Type.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "DifferentiableAttribute");

    public bool ByReference => (IsStruct(Type) && HoldsArrays(Type)) || IsSpan || IsRows || IsContainer || Type is IArrayTypeSymbol || Kind == RefKind.Ref;

    /// <summary>Whether what is left in it counts among the outputs; scratch does not.</summary>
    public bool Written => !_constant
        && (Kind == RefKind.Ref || (IsStruct(Type) && HoldsArrays(Type)) || (Type is INamedTypeSymbol { Name: "Span" } or IArrayTypeSymbol && Floating(Type)));

    /// <summary>The type of the variable that holds it: an array for a span.</summary>
    public string HolderType => IsSpan || IsRows
        ? ((INamedTypeSymbol)Type).TypeArguments[0].ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) + "[]"
        : Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    /// <summary>The text of the argument that passes the variable of the given name.</summary>
    public string Argument(string variable) => Kind switch
    {
        RefKind.Ref => "ref " + variable,
        RefKind.Out => "out " + variable,
        _ when IsRows => $"new global::Adjoint.Rows<{((INamedTypeSymbol)Type).TypeArguments[0]}>({variable}, {Code}Length)",
        _ => variable,
    };

    public static bool Floating(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_Single or SpecialType.System_Double } => true,
        IArrayTypeSymbol array => Floating(array.ElementType),
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.Any(element => Floating(element.Type)),
        INamedTypeSymbol { Name: "Span" or "ReadOnlySpan" or "Nullable" or "Rows" } generic => Floating(generic.TypeArguments[0]),
        _ when IsStruct(type) => Fields(type).Any(Floating),
        INamedTypeSymbol { TypeKind: TypeKind.Class } named =>
            named.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "DifferentiableAttribute"),
        _ => false,
    };

    /// <summary>The parts of a value that hold components: the value itself, or the elements of a tuple.</summary>
    public static IEnumerable<(string Path, ITypeSymbol Type)> Parts(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { IsTupleType: true } tuple)
        {
            return tuple.TupleElements.SelectMany((element, index) =>
                Parts(element.Type).Select(part => ($".Item{index + 1}{part.Path}", part.Type)));
        }

        return Floating(type) ? [(string.Empty, type)] : [];
    }

    /// <summary>A struct of the program under test, or of System.Numerics.</summary>
    public static bool IsStruct(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Struct, IsTupleType: false, SpecialType: SpecialType.None }
        && (type.DeclaringSyntaxReferences.Length > 0 || type.ContainingNamespace.ToDisplayString() == "System.Numerics");

    private static bool HoldsArrays(ITypeSymbol type) => type is IArrayTypeSymbol || (IsStruct(type) && Fields(type).Any(HoldsArrays));

    private static IEnumerable<ITypeSymbol> Fields(ITypeSymbol type) => type.GetMembers().OfType<IFieldSymbol>()
        .Where(field => !field.IsStatic && !(field.AssociatedSymbol ?? field).GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "NoDerivativeAttribute"))
        .Select(field => field.Type);

    private static string SymbolDisplay(string name) =>
        Microsoft.CodeAnalysis.CSharp.SyntaxFacts.GetKeywordKind(name) != Microsoft.CodeAnalysis.CSharp.SyntaxKind.None ? "@" + name : name;
}
