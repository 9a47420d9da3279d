using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Adjoint.Generator.Frontend;

/// <summary>
/// C# source of members of <c>System.Numerics</c>, whose own source is not at hand: <c>Vector3.Dot</c> is mirrored by <c>Vector3Mirror.Dot</c>, and what
/// a body says of the one is lowered as a call of the other. The sources stand in the folder of this name, are part of this assembly as resources, and never change.
/// </summary>
/// <remarks>
/// Mirrors are static. That of an instance member takes the instance first; that of a setter gives the instance as it has become. Operators have the names
/// of the methods that do the same. A member is found by name and types of its parameters: of the two compilations the references, and so the types in them, are the same.
/// </remarks>
internal sealed class Mirrors
{
    private const string Folder = ".Frontend.Mirrors.";
    private const string Suffix = "Mirror";
    private const string Space = "Adjoint.Generator.Frontend.Mirrors.";

    private static readonly ConditionalWeakTable<Compilation, Mirrors> Known = new();
    private static readonly Lazy<SyntaxTree[]> Sources = new(() => [.. Parsed()]);

    private static readonly Dictionary<string, string> Operators = new(StringComparer.Ordinal)
    {
        ["op_Addition"] = "Add",
        ["op_Subtraction"] = "Subtract",
        ["op_Multiply"] = "Multiply",
        ["op_Division"] = "Divide",
        ["op_UnaryNegation"] = "Negate",
        ["op_UnaryPlus"] = "Plus",
        ["op_Increment"] = "Increment",
        ["op_Decrement"] = "Decrement",
        ["op_Equality"] = "AreEqual",
        ["op_Inequality"] = "AreUnequal",
        ["op_Implicit"] = "From",
        [".ctor"] = "New",
        ["get_Item"] = "Element",
        ["set_Item"] = "WithElement",
    };

    private Mirrors(Compilation compilation) => Compilation = compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(Sources.Value);

    /// <summary>The mirrors alone, with the references of the project.</summary>
    public Compilation Compilation { get; }

    public static Mirrors Of(Compilation compilation) => Known.GetValue(compilation, made => new Mirrors(made));

    /// <summary>Whether a method is a mirror.</summary>
    public static bool Has(IMethodSymbol method) => method.ContainingType?.Name.EndsWith(Suffix, StringComparison.Ordinal) == true && IsSource(method.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree);

    /// <summary>Whether a tree is one of the mirrors.</summary>
    public static bool IsSource(SyntaxTree? tree) => tree is not null && Sources.IsValueCreated && Sources.Value.Contains(tree);

    /// <summary>The name of what a mirror mirrors.</summary>
    public static string NameOf(IMethodSymbol mirror) => mirror.ContainingType.Name.Substring(0, mirror.ContainingType.Name.Length - Suffix.Length) + "." + mirror.Name;

    /// <summary>The mirror of a method, operator, accessor or constructor of <c>System.Numerics</c>, or of a static field; null where there is none.</summary>
    public IMethodSymbol? Find(ISymbol member)
    {
        IMethodSymbol? method = member as IMethodSymbol;
        method = method?.ReducedFrom ?? method;
        if (method is { Arity: > 0 } or { MethodKind: not (MethodKind.Ordinary or MethodKind.UserDefinedOperator or MethodKind.Conversion or MethodKind.Constructor or MethodKind.PropertyGet or MethodKind.PropertySet or MethodKind.ExplicitInterfaceImplementation) })
        {
            return null;
        }

        bool takesInstance = method is { IsStatic: false, MethodKind: not MethodKind.Constructor };
        IEnumerable<IParameterSymbol> parameters = method?.Parameters ?? [];
        return Compilation.Assembly.GetTypeByMetadataName(Space + member.ContainingType.Name + Suffix)?.GetMembers(NameIn(member)).OfType<IMethodSymbol>()
            .FirstOrDefault(mirror => mirror.Parameters.Length == parameters.Count() + (takesInstance ? 1 : 0)
                && (!takesInstance || Same(mirror.Parameters[0].Type, member.ContainingType))
                && mirror.Parameters.Skip(takesInstance ? 1 : 0).Zip(parameters, (own, other) => Same(own.Type, other.Type) && own.RefKind == other.RefKind).All(same => same)
                && (method is null or { MethodKind: MethodKind.Constructor or MethodKind.PropertySet } || Same(mirror.ReturnType, method.ReturnType)));
    }

    // Extension methods of the vectors stand in classes of their own.
    public static bool IsMirrored(INamedTypeSymbol? type) => NumericsTypes.Has(type)
        || (type is { TypeKind: TypeKind.Class, IsStatic: true, Name: "Vector", DeclaringSyntaxReferences.Length: 0 } && type.MetadataFullName() == "System.Numerics.Vector");

    // What implements an interface explicitly has its name before its own.
    private static string NameIn(ISymbol member)
    {
        if (Operators.TryGetValue(member.Name, out string? known))
        {
            return known;
        }

        string name = member.Name.Substring(member.Name.LastIndexOf('.') + 1);
        return name.StartsWith("get_", StringComparison.Ordinal) ? name.Substring("get_".Length)
            : name.StartsWith("set_", StringComparison.Ordinal) ? "With" + name.Substring("set_".Length)
            : name;
    }

    private static bool Same(ITypeSymbol own, ITypeSymbol other) => SymbolEqualityComparer.Default.Equals(own, other);

    private static IEnumerable<SyntaxTree> Parsed()
    {
        Assembly assembly = typeof(Mirrors).Assembly;
        foreach (string name in assembly.GetManifestResourceNames().Where(name => name.Contains(Folder)).OrderBy(name => name, StringComparer.Ordinal))
        {
            using StreamReader reader = new(assembly.GetManifestResourceStream(name)!);
            yield return CSharpSyntaxTree.ParseText(reader.ReadToEnd(), new CSharpParseOptions(LanguageVersion.Latest));
        }
    }
}
