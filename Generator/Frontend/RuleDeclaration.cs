using System.Text.RegularExpressions;
using Adjoint.Generator.Pipeline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Adjoint.Generator.Frontend;

/// <summary>A method that a <c>[DerivativeOf]</c> may mean, the declaration that its rule has to have, and whether it has.</summary>
internal sealed class RuleDeclaration
{
    private static readonly Regex Qualifier = new(@"global::|\b(?:@?\w+\.)+", RegexOptions.CultureInvariant);

    private RuleDeclaration(IMethodSymbol target) => Target = target;

    public IMethodSymbol Target { get; }

    public MethodModel? Model { get; private set; }

    public CompanionSignature? Signature { get; private set; }

    /// <summary>Whether the rule has the parameters and result that it has to have.</summary>
    public bool Matches { get; private set; }

    /// <summary>Why the target or the rule cannot be used at all, null where they can.</summary>
    public string? Fault { get; private set; }

    /// <summary>What to write then.</summary>
    public string? Instead { get; private set; }

    /// <summary>The declaration as C#.</summary>
    public string Expected => (Target.IsStatic ? "static " : "") + Plain(Signature!.ReturnTypeText) + " " + Signature.Name
        + "(" + string.Join(", ", Signature.Parameters.Select(parameter => Plain(parameter.Declaration.StartsWith("this ", StringComparison.Ordinal) ? parameter.Declaration.Substring(5) : parameter.Declaration))) + ")";

    public static RuleDeclaration Of(IMethodSymbol target, IMethodSymbol rule, CompanionKind kind, Compilation compilation, CancellationToken cancellation)
    {
        RuleDeclaration declaration = new(target);
        (string Why, string Instead)? fault = FormFault(target) ?? FormFault(rule) ?? (target.IsStatic || target.MethodKind == MethodKind.LocalFunction) switch
        {
            false when rule.IsStatic || !SymbolEqualityComparer.Default.Equals(target.ContainingType, rule.ContainingType) =>
                ($"'{target.Name}' is an instance method, whose derivative is an instance method of the same type", "declare it there, or differentiate a static method"),
            true when !rule.IsStatic && rule.MethodKind != MethodKind.LocalFunction => ($"'{target.Name}' is static and the rule is not", "declare the rule static"),
            _ => null,
        };
        if (fault is not null)
        {
            (declaration.Fault, declaration.Instead) = fault.Value;
            return declaration;
        }

        HashSet<int> constants = new(rule.Parameters.Where(parameter => parameter.HasNoDerivative() && parameter.Ordinal < target.Parameters.Length).Select(parameter => parameter.Ordinal));
        declaration.Model = MethodLowering.RuleTarget(target, constants, compilation, cancellation, out Rejection? refusal);
        if (declaration.Model is not { } model)
        {
            (declaration.Fault, declaration.Instead) = (refusal is null ? $"the declaration of '{target.Name}' is not followed" : Words(refusal), "write the formula in the place of the call");
            return declaration;
        }

        model = declaration.Model = model with { Derivatives = kind == CompanionKind.Vjp ? CompanionSet.Vjp : CompanionSet.Jvp };
        declaration.Signature = CompanionSignatures.Of(model, string.Empty).Single(signature => signature.Kind == kind);
        declaration.Matches = declaration.HasParameters(rule, model, kind, compilation) && declaration.HasResult(rule, model, kind, compilation);
        if (declaration.Matches && ShapeFault(model) is { } shape)
        {
            (declaration.Fault, declaration.Instead) = shape;
        }

        return declaration;
    }

    private static (string, string)? FormFault(IMethodSymbol method) => method switch
    {
        { MethodKind: MethodKind.LocalFunction, IsStatic: false } => ($"the local function '{method.Name}' may use variables around it", "declare it static"),
        { MethodKind: not (MethodKind.Ordinary or MethodKind.LocalFunction) } => ($"'{method.PlainName()}' is an operator, accessor, constructor or explicit implementation", "move the formula to a method"),
        { IsGenericMethod: true } or { ContainingType.IsGenericType: true } => ($"'{method.Name}' is generic", "write it for double or float"),
        { IsAbstract: true } or { IsVirtual: true } or { IsOverride: true, IsSealed: false } => ($"what '{method.Name}' does depends on the class of the instance", "seal it, or use a static method"),
        { IsAsync: true } => ($"'{method.Name}' is async", "use an ordinary method"),
        { ReturnsByRef: true } or { ReturnsByRefReadonly: true } => ($"'{method.Name}' returns a reference", "return the value"),
        _ when method.Parameters.Any(parameter => parameter.Type.TypeKind == TypeKind.Delegate) => ($"'{method.Name}' takes a delegate", "write a method for the delegate that is meant"),
        _ => null,
    };

    // What companions pack and unpack in their C# declarations is not written for rules.
    private static (string, string)? ShapeFault(MethodModel model)
    {
        if (model.ReturnLeaves.Any(leaf => leaf.Type is Ir.MemoryType or Ir.ObjectType))
        {
            return ($"'{model.Name}' returns memory", "let it write to a span");
        }

        if (model.ReturnLeaves.Any(leaf => leaf.Path.EndsWith(".HasValue", StringComparison.Ordinal)))
        {
            return ($"'{model.Name}' returns a nullable value", "return a number");
        }

        return model.Parameters.Any(parameter => (parameter.HasVariable && parameter.Shape.Form != ValueForm.Leaf) || parameter.Leaves.Any(leaf => leaf.Packing is not null))
            ? ($"'{model.Name}' takes memory of structs, or structs that hold memory", "pass spans or arrays of numbers")
            : null;
    }

    private static string Words(Rejection refusal)
    {
        string format = RejectionKind.All.First(kind => kind.Id == refusal.Id).Format;
        return string.Format(System.Globalization.CultureInfo.InvariantCulture, format, [.. refusal.Arguments]).TrimEnd('.');
    }

    private static string Plain(string text) => Qualifier.Replace(text, "");

    private bool HasParameters(IMethodSymbol rule, MethodModel model, CompanionKind kind, Compilation compilation)
    {
        List<(ITypeSymbol Type, RefKind Kind)> expected = Target.Parameters.Select(parameter => (parameter.Type, parameter.RefKind)).ToList();
        if (kind == CompanionKind.Vjp && model.ReturnLeaves.Any(leaf => leaf.Differentiable))
        {
            expected.Add((Target.ReturnType, RefKind.None));
        }

        foreach (ParameterModel parameter in model.Parameters.Where(parameter => parameter.Differentiable))
        {
            ITypeSymbol own = parameter.IsReceiver ? Target.ContainingType : Target.Parameters.First(symbol => symbol.Name == parameter.Name).Type;
            if (kind == CompanionKind.Jvp)
            {
                expected.Add((TypeOf(parameter.TangentTypeText!, parameter, own, compilation), parameter.Mode switch
                {
                    ParameterMode.Ref => RefKind.Ref,
                    ParameterMode.Out => RefKind.Out,
                    _ => RefKind.None,
                }));
            }
            else if (parameter.Mode == ParameterMode.Out)
            {
                expected.Add((own, RefKind.None));
            }
            else if (parameter.ByReference)
            {
                expected.Add((TypeOf(parameter.DestinationTypeText!, parameter, own, compilation), parameter.HasVariable ? RefKind.Ref : RefKind.None));
            }
        }

        return rule.Parameters.Length == expected.Count && rule.Parameters.Zip(expected, (given, wanted) =>
            IsSame(compilation, given.Type, wanted.Type) && IsSame(given.RefKind, wanted.Kind)).All(same => same);
    }

    private bool HasResult(IMethodSymbol rule, MethodModel model, CompanionKind kind, Compilation compilation)
    {
        ITypeSymbol nothing = compilation.GetSpecialType(SpecialType.System_Void);
        ITypeSymbol[] parts = kind == CompanionKind.Vjp
            ? model.Parameters.Where(parameter => parameter.Mode != ParameterMode.Out && parameter.Differentiable && !parameter.ByReference)
                .Select(parameter => parameter.IsReceiver ? Target.ContainingType : Target.Parameters.First(symbol => symbol.Name == parameter.Name).Type).ToArray()
            : model.ReturnLeaves.Any(leaf => leaf.Type.IsFloating) ? [Target.ReturnType, Target.ReturnType] : [Target.ReturnType];
        ITypeSymbol expected = parts.Length switch
        {
            0 => nothing,
            1 => parts[0],
            _ => compilation.CreateTupleTypeSymbol([.. parts]),
        };
        return IsSame(compilation, rule.ReturnType, expected);
    }

    // Names of tuples' members and annotations do not count.
    private static bool IsSame(Compilation compilation, ITypeSymbol given, ITypeSymbol wanted) => given.SpecialType == SpecialType.System_Void || wanted.SpecialType == SpecialType.System_Void
        ? given.SpecialType == wanted.SpecialType
        : compilation.ClassifyConversion(given, wanted) is { IsIdentity: true };

    // A value may be passed to the rule where the method takes it by 'in'.
    private static bool IsSame(RefKind given, RefKind wanted) => given == wanted
        || (given is RefKind.None or RefKind.In or RefKind.RefReadOnlyParameter && wanted is RefKind.None or RefKind.In or RefKind.RefReadOnlyParameter);

    private static ITypeSymbol TypeOf(string text, ParameterModel parameter, ITypeSymbol own, Compilation compilation)
    {
        string? span = text == parameter.TypeText ? null
            : text.StartsWith("global::System.Span<", StringComparison.Ordinal) ? "System.Span`1"
            : text.StartsWith("global::System.ReadOnlySpan<", StringComparison.Ordinal) ? "System.ReadOnlySpan`1" : null;
        ITypeSymbol? element = own is IArrayTypeSymbol array ? array.ElementType : (own as INamedTypeSymbol)?.TypeArguments.FirstOrDefault();
        return span is not null && element is not null && compilation.GetTypeByMetadataName(span) is { } definition ? definition.Construct(element) : own;
    }
}
