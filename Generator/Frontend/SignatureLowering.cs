using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;
using Adjoint.Generator.Pipeline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Adjoint.Generator.Frontend;

/// <summary>The model of a differentiable method's declaration, from which companions' signatures follow.</summary>
internal sealed class SignatureLowering
{
    private const int Gradient = 1;
    private const int Vjp = 2;

    private readonly IMethodSymbol _method;
    private readonly ModuleLowering _module;
    private readonly DifferentiableAttributeModel _attribute;
    private bool _refused;

    // The parameters that a rule holds constant; null where companions are asked for.
    private readonly ISet<int>? _constants;

    private SignatureLowering(IMethodSymbol method, ModuleLowering module, ISet<int>? constants = null)
    {
        _method = method;
        _module = module;
        _constants = constants;
        _attribute = DifferentiableAttributeModel.Of(method);
    }

    /// <summary>The model of a method that the user writes the derivative of; it may be in another assembly. Null where the declaration is refused.</summary>
    public static MethodModel? RuleTarget(IMethodSymbol method, ModuleLowering module, ISet<int> constants)
    {
        try
        {
            SignatureLowering lowering = new(method, module, constants);
            MethodModel model = lowering.Model();
            return lowering._refused ? null : model;
        }
        catch (RejectedException)
        {
            return null;
        }
    }

    /// <summary>The model; null where the declaration is refused or incomplete.</summary>
    public static MethodModel? Lower(IMethodSymbol method, ModuleLowering module)
    {
        try
        {
            SignatureLowering lowering = new(method, module);
            MethodModel model = lowering.Model();
            return lowering._refused ? null : model;
        }
        catch (RejectedException)
        {
            return null;
        }
    }

    private MethodModel Model()
    {
        if (_constants is null)
        {
            CheckForm();
        }

        EquatableArray<ParameterModel> parameters = Receiver().Concat(_method.Parameters.Select(Parameter)).ToEquatableArray();
        CheckNames(parameters);
        bool isLocal = _method.MethodKind == MethodKind.LocalFunction;
        SyntaxNode? declaration = _method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_module.Cancellation);
        return new MethodModel(
            isLocal || _method.ContainingNamespace.IsGlobalNamespace ? "" : _method.ContainingNamespace.ToDisplayString(),
            Shells(_method.ContainingType),
            _method.Name,
            isLocal ? "private" : SyntaxFacts.GetText(_method.DeclaredAccessibility),
            _method.IsStatic || isLocal,
            _method.IsExtensionMethod,
            isLocal,
            parameters,
            _method.ReturnType.NullableText(),
            ReturnLeaves(),
            Shape(_method.ReturnType),
            (_attribute.Derivatives ?? (ReturnsFloating ? Gradient : Vjp)) & ~StandIns(),
            _attribute.Strict,
            _attribute.Require,
            Cref(),
            HintNames.Of(_method),
            declaration is null ? 0 : declaration.SyntaxTree.GetLineSpan(declaration.Span).StartLinePosition.Line + 1,
            declaration is null ? "" : System.IO.Path.GetFileName(declaration.SyntaxTree.FilePath),
            _module.Compilation.Options is CSharpCompilationOptions { CheckOverflow: true });
    }

    private bool ReturnsFloating => _method.ReturnType.SpecialType is SpecialType.System_Single or SpecialType.System_Double;

    private void Refuse(RejectionKind kind, ISymbol at, params string[] arguments)
    {
        _refused = true;
        if (_constants is null)
        {
            _module.Rejections.Add(kind, at.Locations[0], arguments);
        }
        else
        {
            _module.RuleFault ??= new Rejection(kind.Id, "", 0, 0, new(arguments), kind.Severity);
        }
    }

    // Companions that the user wrote are not written again.
    private int StandIns() => _constants is not null ? 0 : UserRules.Of(_module.Compilation, _module.Cancellation).For(_method)
        .Where(rule => rule.StandsIn).Aggregate(0, (set, rule) => set | (rule.Kind == CompanionKind.Vjp ? Vjp : CompanionSet.Jvp));

    // Companions over it would not compile; the reasons stand at the class.
    private const string RefusedContainer = "its class, or one that it holds, is refused as a parameter container, for the reasons given there";

    private static bool IsFileLocal(INamedTypeSymbol? type) => type is not null && (type.IsFileLocal || IsFileLocal(type.ContainingType));

    private static bool IsForbidden(IMethodSymbol method) => method.GetAttributes().Any(attribute =>
        attribute.AttributeClass?.MetadataFullName() == "System.ObsoleteAttribute" && attribute.ConstructorArguments is [_, { Value: true }]);

    private void CheckForm()
    {
        bool isLocal = _method.MethodKind == MethodKind.LocalFunction;
        (string Why, string Instead)? fault = _method switch
        {
            { MethodKind: MethodKind.ExplicitInterfaceImplementation } => ("it implements a member of an interface explicitly, so that nothing can call it by its name", "move the formula to a method, and call that"),
            { MethodKind: not (MethodKind.Ordinary or MethodKind.LocalFunction) } => ("it is an operator, accessor or constructor", "move the formula to a static method"),
            _ when IsFileLocal(_method.ContainingType) => ("its type is file-local, and no other file can add to it", "remove 'file'"),
            _ when IsForbidden(_method) => ("[Obsolete] makes every call of it an error, and companions call it", "make that a warning"),
            { ContainingType.IsExtension: true } => ("it is an extension member", "write it as an extension method, with 'this' before its first parameter"),
            { IsGenericMethod: true } => ("generic methods are not followed yet", "write it for double or float"),
            { ContainingType.IsGenericType: true } => ("it is in a generic type", "move it to a type that is not generic"),
            { IsAsync: true } => ("it is async", "await outside and pass the results"),
            { IsAbstract: true } or { IsExtern: true } => ("it has no body", "mark the implementation"),
            { IsStatic: false } when !isLocal && Overridable => ("what it does depends on the class of the instance", "seal it, or make it static and pass the instance as a parameter"),
            { IsStatic: false, ContainingType.TypeKind: TypeKind.Interface } => ("it is a member of an interface", "mark a static method"),
            { IsStatic: false } when !isLocal && ContainerLowering.IsRefused(_method.ContainingType) => ("it is a method of a class that is refused as a parameter container", "see what is said there"),
            { IsStatic: false } when !isLocal && _module.ThisUse.IsByReference(_method) => ("it may change the struct that it is called on", "declare it readonly, or make it static and pass the struct by ref"),
            { ReturnsByRef: true } or { ReturnsByRefReadonly: true } => ("it returns a reference", "return the value"),
            _ when _method.IsIteratorMethod(_module) => ("an iterator runs in pieces", "fill a span or array instead"),
            _ => null,
        };
        if (fault is { } found)
        {
            Refuse(RejectionKind.MethodForm, _method, _method.PlainName(), found.Why, found.Instead);
        }

        UserRules rules = UserRules.Of(_module.Compilation, _module.Cancellation);
        if (rules.For(_method).Count == 0 && rules.IsNamedInVain(_method))
        {
            Refuse(RejectionKind.CustomDerivative, _method, _method.PlainName(), "its [DerivativeOf] has faults", "see what is said there");
        }
    }

    private void CheckNames(EquatableArray<ParameterModel> parameters)
    {
        IEnumerable<string> possible = _method.Parameters
            .Where(parameter => parameter.RefKind != RefKind.Out && CanDiffer(parameter))
            .Select(parameter => parameter.Name);
        foreach (string name in _attribute.Names.Where(name => !possible.Contains(name)))
        {
            Refuse(RejectionKind.UnknownParameterName, _method, name, $"'{_method.PlainName()}' has no differentiable parameter of that name", "name one of: " + string.Join(", ", possible));
        }

        foreach (string name in _attribute.Names.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Skip(1).Any()).Select(group => group.Key))
        {
            Refuse(RejectionKind.UnknownParameterName, _method, name, "it does so twice", "name each parameter once");
        }

        if (!_refused && !parameters.Any(parameter => parameter.Differentiable && parameter.Mode != ParameterMode.Out))
        {
            Refuse(RejectionKind.NothingDifferentiable, _method, _method.PlainName());
        }
    }

    private bool Overridable => (_method.IsVirtual || (_method.IsOverride && !_method.IsSealed)) && !_method.ContainingType.IsSealed;

    // The instance is constant, but where its type is differentiable.
    private IEnumerable<ParameterModel> Receiver()
    {
        if (_method.IsStatic || _method.MethodKind == MethodKind.LocalFunction)
        {
            yield break;
        }

        INamedTypeSymbol type = _method.ContainingType;
        bool active = _attribute.Names.Length == 0 && type.FindAttribute(WellKnown.Differentiable) is not null;
        bool inside = Shells(type).All(shell => shell.IsPartial);
        EquatableArray<LeafModel> leaves = _module.Types.Leaves(type)
            .Select(leaf => new LeafModel(leaf.Path, leaf.Type, active && !leaf.IsConstant && Holds(leaf.Type), leaf.Packing))
            .ToEquatableArray();
        bool byReference = leaves.Any(leaf => leaf.Type.IsReference && leaf.Type is not OpaqueType);
        bool differentiable = leaves.Any(leaf => leaf.Differentiable);
        string text = type.FullText();
        string self = "self";
        while (_method.Parameters.Any(parameter => parameter.Name == self))
        {
            self += "_";
        }

        yield return new ParameterModel("this", text, ParameterMode.Value, null, false, byReference,
            byReference && differentiable ? text : null, differentiable ? text : null, leaves.Any(leaf => IsWritable(leaf.Type)), Shape(type), leaves)
        {
            Receiver = inside ? "this" : self,
        };
    }

    // Leaves that hold floating values, in a parameter that is not marked.
    private bool CanDiffer(IParameterSymbol parameter) => !parameter.HasNoDerivative()
        && ParameterShape.Leaves(parameter, _module.Types, isRoot: true).Any(leaf => !leaf.IsConstant && Holds(leaf.Type));

    private static bool HoldsContainers(IrType type) => type is MemoryType memory && (memory.Element is ObjectType || HoldsContainers(memory.Element));

    private static bool Holds(IrType type) => type.IsFloating || type.RefersToFloating;

    private ParameterModel Parameter(IParameterSymbol parameter)
    {
        CheckType(parameter);
        bool named = _attribute.Names.Length == 0 || parameter.RefKind == RefKind.Out || _attribute.Names.Contains(parameter.Name);
        bool active = named && !parameter.HasNoDerivative() && _constants?.Contains(parameter.Ordinal) != true;
        EquatableArray<LeafModel> leaves = ParameterShape.Leaves(parameter, _module.Types, isRoot: true)
            .Select(leaf => new LeafModel(leaf.Path, leaf.Type, active && !leaf.IsConstant && Holds(leaf.Type), leaf.Packing))
            .ToEquatableArray();
        bool differentiable = leaves.Any(leaf => leaf.Differentiable);
        bool byReference = parameter.RefKind != RefKind.Out && leaves.Any(leaf => leaf.Type.IsReference && leaf.Type is not OpaqueType);
        return new ParameterModel(
            parameter.Name,
            parameter.Type.NullableText(),
            ModeOf(parameter.RefKind),
            parameter.HasExplicitDefaultValue ? ConstantText.Of(parameter) : null,
            parameter.IsParams,
            byReference,
            byReference && differentiable ? DestinationText(parameter, leaves) : null,
            differentiable ? TangentText(parameter, leaves) : null,
            leaves.Any(leaf => IsWritable(leaf.Type)),
            Shape(parameter.Type),
            leaves)
        {
            IsUniform = parameter.HasAttribute(WellKnown.Uniform),
        };
    }

    private void CheckType(IParameterSymbol parameter)
    {
        Leaf[] leaves = ParameterShape.Leaves(parameter, _module.Types, isRoot: true);
        string type = parameter.Type.PlainText();
        bool constant = parameter.HasNoDerivative() || _constants?.Contains(parameter.Ordinal) == true || (_attribute.Names.Length > 0 && !_attribute.Names.Contains(parameter.Name));
        if (parameter.Type.TypeKind is TypeKind.Pointer or TypeKind.FunctionPointer or TypeKind.Dynamic)
        {
            Refuse(RejectionKind.ParameterType, parameter, parameter.Name, type, "pointers and dynamic are not followed");
        }
        else if (parameter.Type.TypeKind == TypeKind.Delegate && FloatingContent.In(((INamedTypeSymbol)parameter.Type).DelegateInvokeMethod!.ReturnType))
        {
            Refuse(RejectionKind.ParameterType, parameter, parameter.Name, type, "the target of a delegate is not known at build time");
        }
        else if (!constant && ContainerLowering.IsRefused(parameter.Type))
        {
            Refuse(RejectionKind.ParameterType, parameter, parameter.Name, type, RefusedContainer);
        }
        else if (!constant && leaves.Any(leaf => leaf.HidesFloating && !leaf.IsConstant))
        {
            Refuse(RejectionKind.ParameterType, parameter, parameter.Name, type, "it is neither a number, tuple, span or array nor a [Differentiable] class");
        }
        else if (!constant && leaves.Any(leaf => leaf.Type is MemoryType { Element: MemoryType { Element.IsFloating: true } row } rows
            && !leaf.IsConstant && (rows.Kind != MemoryKind.Array || row.Kind != MemoryKind.Array)))
        {
            Refuse(RejectionKind.ParameterType, parameter, parameter.Name, type, "of memory of memory only arrays of arrays are followed");
        }
        else if (!constant && leaves.Any(leaf => !leaf.IsConstant && leaf.Type is not MemoryType { Kind: MemoryKind.Array, Element: ObjectType } && HoldsContainers(leaf.Type)))
        {
            Refuse(RejectionKind.ParameterType, parameter, parameter.Name, type, "of memory of containers only arrays are followed");
        }
        else if (!Shape(parameter.Type).CanBeMade)
        {
            Refuse(RejectionKind.ParameterType, parameter, parameter.Name, type, "it has members that companions cannot read or set: give it a constructor that takes them all, or make them accessible");
        }
        else if (parameter.RefKind == RefKind.Ref && !_module.Types.HoldsVariables(parameter.Type))
        {
            Refuse(RejectionKind.ParameterType, parameter, parameter.Name, type, "its members are no variables that a reference could lead to: pass it by value and return what becomes of it");
        }
        else if (!constant && leaves.Length > 1 && leaves.Any(leaf => !leaf.IsConstant && leaf.Type is MemoryType { Kind: MemoryKind.ReadOnlySpan or MemoryKind.Rows } && Holds(leaf.Type)))
        {
            Refuse(RejectionKind.ParameterType, parameter, parameter.Name, type, "a gradient of the same type has read-only memory that nothing can be written to: hold a Span or an array");
        }
        else if (parameter.RefKind == RefKind.Out && leaves.Any(leaf => leaf.Type is MemoryType { Kind: MemoryKind.Span or MemoryKind.ReadOnlySpan or MemoryKind.Rows }))
        {
            Refuse(RejectionKind.ParameterType, parameter, parameter.Name, type, "a view of memory that is given back has no derivative of its own");
        }
        else if (parameter.RefKind == RefKind.Ref && leaves.Any(leaf => leaf.Type is MemoryType { Element: not ScalarType }))
        {
            Refuse(RejectionKind.ParameterType, parameter, parameter.Name, type, "a reference to a span, array or object could be replaced");
        }
    }

    // Companions that stand beside the method see what it sees; extension members only what all see.
    private ValueShape Shape(ITypeSymbol type) =>
        _module.Types.Shape(type, Shells(_method.ContainingType).All(shell => shell.IsPartial) ? _method.ContainingType : null);

    private static ParameterMode ModeOf(RefKind kind) => kind switch
    {
        RefKind.Ref => ParameterMode.Ref,
        RefKind.Out => ParameterMode.Out,
        RefKind.None => ParameterMode.Value,
        _ => ParameterMode.In,
    };

    private static bool IsWritable(IrType type) =>
        type is MemoryType { Kind: MemoryKind.Span or MemoryKind.Array or MemoryKind.Grid or MemoryKind.Ref, Element: not ObjectType };

    private static string DestinationText(IParameterSymbol parameter, EquatableArray<LeafModel> leaves) =>
        FlatElement(parameter, leaves) is { } element ? $"global::System.Span<{element}>" : parameter.Type.NullableText();

    private static string TangentText(IParameterSymbol parameter, EquatableArray<LeafModel> leaves) => FlatElement(parameter, leaves) is { } element
        ? leaves[0].Type is MemoryType { Kind: MemoryKind.ReadOnlySpan or MemoryKind.Rows }
            ? $"global::System.ReadOnlySpan<{element}>"
            : $"global::System.Span<{element}>"
        : parameter.Type.NullableText();

    // Memory whose shadow is one span.
    private static string? FlatElement(IParameterSymbol parameter, EquatableArray<LeafModel> leaves) =>
        leaves.Count == 1 && leaves[0].Path.Length == 0 && parameter.RefKind != RefKind.Ref
            && leaves[0].Type is MemoryType { Rank: 1, Element: ScalarType { Kind: var kind } }
            ? leaves[0].Packing?.TrimEnd('[', ']') ?? (kind == ScalarKind.F32 ? "float" : "double")
            : null;

    private EquatableArray<LeafModel> ReturnLeaves()
    {
        Leaf[] leaves = _module.Types.Leaves(_method.ReturnType);
        string? fault = leaves.Any(leaf => leaf.Type is MemoryType { Kind: MemoryKind.Span or MemoryKind.ReadOnlySpan or MemoryKind.Rows }) ? "is a view of memory"
            : _method.ReturnType.TypeKind == TypeKind.Delegate ? "is a delegate"
            : _method.ReturnType.TypeKind is TypeKind.Pointer or TypeKind.FunctionPointer ? "is a pointer"
            : leaves.Any(leaf => leaf.HidesFloating && !leaf.IsConstant) ? "is not a type that Adjoint follows"
            : leaves.Any(leaf => leaf.Type is ObjectType) ? "is a parameter container"
            : !Shape(_method.ReturnType).CanBeMade ? "has members that companions cannot set: give it a constructor that takes them all, or make them accessible"
            : null;
        if (fault is not null)
        {
            Refuse(RejectionKind.ResultType, _method, _method.PlainName(), _method.ReturnType.PlainText(), fault);
        }

        return leaves.Select(leaf => new LeafModel(leaf.Path, leaf.Type, !leaf.IsConstant && Holds(leaf.Type), leaf.Packing)).ToEquatableArray();
    }

    private static EquatableArray<TypeShell> Shells(INamedTypeSymbol? type) => TypeShells.Of(type);

    private string Cref() => _method.Name.Escaped() + "(" + string.Join(", ", _method.Parameters.Select(parameter =>
        RefText(parameter.RefKind) + CrefTexts.Of(parameter.Type))) + ")";

    private static string RefText(RefKind kind) => kind switch
    {
        RefKind.Ref => "ref ",
        RefKind.Out => "out ",
        RefKind.In => "in ",
        RefKind.RefReadOnlyParameter => "ref readonly ",
        _ => "",
    };
}
