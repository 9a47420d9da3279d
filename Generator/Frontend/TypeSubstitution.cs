using Microsoft.CodeAnalysis;

namespace Adjoint.Generator.Frontend;

/// <summary>What the type parameters stand for in the body that is being lowered. Bodies are lowered once for each choice of type arguments.</summary>
internal sealed class TypeSubstitution
{
    public static readonly TypeSubstitution None = new(null, new(SymbolEqualityComparer.Default));

    private readonly Compilation? _compilation;
    private readonly Dictionary<ITypeSymbol, ITypeSymbol> _arguments;

    private TypeSubstitution(Compilation? compilation, Dictionary<ITypeSymbol, ITypeSymbol> arguments)
    {
        _compilation = compilation;
        _arguments = arguments;
    }

    public bool IsEmpty => _arguments.Count == 0;

    /// <summary>The substitution within the body of a method: of its type parameters and of those of the types that it is in.</summary>
    public static TypeSubstitution Of(IMethodSymbol method, Compilation compilation) => None.And(method, compilation);

    /// <summary>This substitution, and that of a method whose body becomes part of the one being lowered.</summary>
    public TypeSubstitution And(IMethodSymbol method, Compilation compilation)
    {
        Dictionary<ITypeSymbol, ITypeSymbol> arguments = new(_arguments, SymbolEqualityComparer.Default);
        Enter(method.TypeParameters, method.TypeArguments);
        for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            Enter(type.TypeParameters, type.TypeArguments);
        }

        return arguments.Count == 0 ? None : new TypeSubstitution(compilation, arguments);

        void Enter(IEnumerable<ITypeParameterSymbol> parameters, IEnumerable<ITypeSymbol> values)
        {
            foreach ((ITypeParameterSymbol parameter, ITypeSymbol value) in parameters.Zip(values, (parameter, value) => (parameter.OriginalDefinition, value)))
            {
                if (!SymbolEqualityComparer.Default.Equals(parameter, value))
                {
                    arguments[parameter] = value;
                }
            }
        }
    }

    /// <summary>The type with its type parameters replaced.</summary>
    public ITypeSymbol Close(ITypeSymbol type)
    {
        if (_arguments.Count == 0)
        {
            return type;
        }

        switch (type)
        {
            case ITypeParameterSymbol parameter:
                return _arguments.TryGetValue(parameter.OriginalDefinition, out ITypeSymbol? argument) ? argument : type;
            case IArrayTypeSymbol array:
                ITypeSymbol element = Close(array.ElementType);
                return Same(element, array.ElementType) ? type : _compilation!.CreateArrayTypeSymbol(element, array.Rank);
            case INamedTypeSymbol named:
                return CloseNamed(named);
            default:
                return type;
        }
    }

    /// <summary>The method with the type parameters replaced that its type arguments and its type speak of.</summary>
    public IMethodSymbol Close(IMethodSymbol method)
    {
        if (_arguments.Count == 0 || method.MethodKind is MethodKind.LocalFunction or MethodKind.AnonymousFunction || method.ContainingType is not { } type)
        {
            return method;
        }

        IMethodSymbol definition = CloseNamed(type) is var closed && Same(closed, type)
            ? method.ConstructedFrom
            : closed.GetMembers(method.OriginalDefinition.Name).OfType<IMethodSymbol>()
                .First(member => SymbolEqualityComparer.Default.Equals(member.OriginalDefinition, method.OriginalDefinition));
        return method.TypeArguments.Length == 0 ? definition : definition.Construct(method.TypeArguments.Select(Close).ToArray());
    }

    private INamedTypeSymbol CloseNamed(INamedTypeSymbol named)
    {
        INamedTypeSymbol definition = named.OriginalDefinition;
        if (named.ContainingType is { } outer && CloseNamed(outer) is var closedOuter && !Same(closedOuter, outer))
        {
            definition = closedOuter.GetTypeMembers(named.Name, named.Arity).First();
        }
        else if (named.TypeArguments.All(argument => Same(Close(argument), argument)))
        {
            return named;
        }

        return named.Arity == 0 ? definition : definition.Construct(named.TypeArguments.Select(Close).ToArray());
    }

    private static bool Same(ITypeSymbol left, ITypeSymbol right) => SymbolEqualityComparer.Default.Equals(left, right);
}
