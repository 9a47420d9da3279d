using Adjoint.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Adjoint.Generator.Frontend;

/// <summary>Generic code, lowered at the types that it is used with: members of constraints become those of the type argument.</summary>
internal sealed partial class BodyLowering
{
    /// <summary>The method that a call runs, as far as types tell: with type parameters replaced, and that of the type argument where it is called by way of a constraint.</summary>
    private IMethodSymbol TargetOf(IInvocationOperation call) => TargetOf(call.TargetMethod.PartialImplementationPart ?? call.TargetMethod, call.ConstrainedToType, call.Instance);

    private IMethodSymbol TargetOf(IMethodSymbol method, ITypeSymbol? constrained, IOperation? instance)
    {
        IMethodSymbol closed = Types.Substitution.Close(method);
        ITypeSymbol? through = constrained ?? (instance?.Type is ITypeParameterSymbol parameter ? parameter : null);
        if (through is null || closed.ContainingType?.TypeKind != TypeKind.Interface)
        {
            return closed;
        }

        ITypeSymbol type = Types.Closed(through);

        // A class may have heirs that implement the interface anew.
        bool isKnown = type.IsValueType || type.IsSealed || closed.IsStatic;
        if (type is ITypeParameterSymbol || !isKnown || type.FindImplementationForInterfaceMember(closed.ConstructedFrom) is not IMethodSymbol found)
        {
            return closed;
        }

        return closed.TypeArguments.Length == 0 ? found : found.Construct([.. closed.TypeArguments]);
    }

    /// <summary>The operator that is applied; null for those of numbers, which the language has itself.</summary>
    private IMethodSymbol? OperatorOf(IMethodSymbol? method, ITypeSymbol? constrained)
    {
        if (method is null || (constrained is not null && Types.ScalarOf(constrained) is not null))
        {
            return null;
        }

        IMethodSymbol target = TargetOf(method, constrained, null);
        return target.ContainingType?.TypeKind == TypeKind.Interface && Unchecked(method) is { } plain ? TargetOf(plain, constrained, null) : target;
    }

    // What a checked operator of a constraint does for a type that has the other one alone.
    private static IMethodSymbol? Unchecked(IMethodSymbol method) => method.Name.StartsWith(CheckedPrefix, StringComparison.Ordinal)
        ? method.ContainingType.GetMembers("op_" + method.Name.Substring(CheckedPrefix.Length)).OfType<IMethodSymbol>().FirstOrDefault()
        : null;

    private const string CheckedPrefix = "op_Checked";

    // Operators of small integers wrap in their own type where they are called by a constraint, and not in int.
    private void CheckWidth(IOperation operation, ITypeSymbol? constrained)
    {
        if (constrained is not null && Types.ScalarOf(constrained) is not (ScalarKind.F32 or ScalarKind.F64 or ScalarKind.I32 or ScalarKind.I64))
        {
            throw RefuseExpression(operation, $"arithmetic of '{Types.Closed(constrained).PlainText()}' by way of a constraint is not followed", "use double, float, int or long");
        }
    }

    private void CheckTypeArguments(IOperation call, IMethodSymbol method)
    {
        foreach (ITypeSymbol argument in TypeArgumentsOf(method))
        {
            if (argument is ITypeParameterSymbol || argument.TypeKind is TypeKind.Pointer or TypeKind.FunctionPointer or TypeKind.Dynamic || TypeMapping.NullableUnderlying(argument) is not null
                || (argument is INamedTypeSymbol { TypeKind: TypeKind.Struct } && Types.IsOwn(argument) && !IsStruct(argument) && HasFields(argument)))
            {
                throw RefuseExpression(call, $"'{method.PlainText()}' is generic, and '{argument.PlainText()}' is no type that it is followed for", "call it with numbers or structs");
            }

            if (DepthOf(argument) > DeepestArgument)
            {
                throw RefuseExpression(call, $"'{method.Name}' calls itself with ever larger types", "call it with the same types");
            }
        }
    }

    // Structs without fields choose what their static members compute, and hold nothing.
    private static bool HasFields(ITypeSymbol type) => type.GetMembers().OfType<IFieldSymbol>().Any(field => !field.IsStatic);

    // More than anybody writes: generic methods may ask for themselves at ever larger types.
    private const int DeepestArgument = 8;

    private static int DepthOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => 1 + DepthOf(array.ElementType),
        INamedTypeSymbol { TypeArguments.Length: > 0 } named => 1 + named.TypeArguments.Max(DepthOf),
        _ => 0,
    };

    private static IEnumerable<ITypeSymbol> TypeArgumentsOf(IMethodSymbol method)
    {
        IEnumerable<ITypeSymbol> arguments = method.TypeArguments;
        for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            arguments = arguments.Concat(type.TypeArguments);
        }

        return arguments;
    }

    /// <summary><c>T.CreateChecked(x)</c> and its kin, for numbers.</summary>
    private Value[]? CreatedNumber(IInvocationOperation call, IMethodSymbol method)
    {
        if (method is not { IsStatic: true, Name: "CreateChecked" or "CreateSaturating" or "CreateTruncating", Parameters.Length: 1 }
            || MethodBodies.IsInSource(method, _module)
            || Types.ScalarOf(method.ReturnType) is not { } to || Types.ScalarOf(method.Parameters[0].Type) is not { } from)
        {
            return null;
        }

        bool isExact = to is ScalarKind.F32 or ScalarKind.F64 || Widens(from, to) || from == to;
        if (!isExact && method.Name != "CreateChecked")
        {
            throw RefuseExpression(call, $"'{method.Name}' of an integer that may not fit is not followed", "write CreateChecked");
        }

        Value[] operand = Expression(call.Arguments[0].Value);
        return ConvertLeaves(call, operand, method.Parameters[0].Type, method.ReturnType, isChecked: !isExact);
    }

    /// <summary>A static property of a constraint, such as <c>T.One</c>; null where it is none of a number.</summary>
    private Value[]? ConstantOfNumber(IPropertyReferenceOperation reference)
    {
        if (reference.ConstrainedToType is not { } constrained || Types.ScalarOf(constrained) is not { } kind || !reference.Property.IsStatic)
        {
            return null;
        }

        bool isFloating = kind is ScalarKind.F32 or ScalarKind.F64;
        double? value = reference.Property.Name switch
        {
            "Zero" or "AdditiveIdentity" => 0,
            "One" or "MultiplicativeIdentity" => 1,
            "NegativeOne" => -1,
            "Pi" => kind == ScalarKind.F32 ? (float)Math.PI : Math.PI,
            "E" => kind == ScalarKind.F32 ? (float)Math.E : Math.E,
            "Tau" => kind == ScalarKind.F32 ? (float)(2 * Math.PI) : 2 * Math.PI,
            "NegativeZero" => -0.0,
            "NaN" => double.NaN,
            "PositiveInfinity" => double.PositiveInfinity,
            "NegativeInfinity" => double.NegativeInfinity,
            "Epsilon" => kind == ScalarKind.F32 ? float.Epsilon : double.Epsilon,
            "MaxValue" when isFloating => kind == ScalarKind.F32 ? float.MaxValue : double.MaxValue,
            "MinValue" when isFloating => kind == ScalarKind.F32 ? float.MinValue : double.MinValue,
            _ => null,
        };
        if (value is not { } number || (!isFloating && kind is not (ScalarKind.I32 or ScalarKind.I64)))
        {
            throw RefuseExpression(reference, $"'{reference.Property.PlainText()}' of '{Types.Closed(constrained).PlainText()}' is not followed", "pass its value as a parameter");
        }

        return [isFloating ? _builder.Floating(new ScalarType(kind), number) : _builder.Const(Literal.Of(kind, (int)number))];
    }

    // Whether it is changed, a variable of a type parameter does not tell before the type argument is known.
    private void CheckKeeps(IOperation at, IMethodSymbol member)
    {
        if (_module.ThisUse.IsByReference(member))
        {
            throw RefuseExpression(at, $"'{member.PlainText()}' may change the struct that it is called on by way of a constraint", "declare it readonly");
        }
    }

    /// <summary><c>new T()</c>: the default, where the type argument has no constructor that makes anything else.</summary>
    private Value[] NewOfParameter(ITypeParameterObjectCreationOperation creation)
    {
        ITypeSymbol type = Types.Closed(creation.Type!);
        bool isDefault = type.IsValueType && creation.Initializer is null
            && type is INamedTypeSymbol named && named.InstanceConstructors.All(made => made.Parameters.Length > 0 || made.IsImplicitlyDeclared);
        return isDefault ? DefaultOf(type) : throw RefuseExpression(creation, $"what the constructor of '{type.PlainText()}' makes is not followed by way of a constraint", "pass the object as a parameter");
    }

    /// <summary>A property of a constraint as that of the type argument; null where it is reached in another way.</summary>
    private Value[]? PropertyOfConstraint(IPropertyReferenceOperation reference)
    {
        bool isInstance = reference.Instance?.Type is ITypeParameterSymbol;
        if (!isInstance && reference.ConstrainedToType is null)
        {
            return null;
        }

        if (reference.Property.GetMethod is not { } getter || reference.Arguments.Length > 0)
        {
            throw RefuseExpression(reference, "an indexer of a constraint is not followed", "call a method");
        }

        IMethodSymbol target = TargetOf(getter, reference.ConstrainedToType, reference.Instance);
        if (isInstance && target.AssociatedSymbol is IPropertySymbol property && Types.PartIndex(reference.Instance!.Type, property) is not null)
        {
            return Part(reference.Instance, property).Read();
        }

        if (!isInstance && MirrorOf(target) is { } mirror)
        {
            return Call(mirror, [], []);
        }

        if (!MethodBodies.IsInSource(target, _module) || target.HasNoDerivative() || (target.AssociatedSymbol is IPropertySymbol stored && ContainerMembers.IsAutomatic(stored)))
        {
            throw RefuseExpression(reference, $"'{target.PlainText()}' is not followed by way of a constraint", "make it a method of a struct of this project");
        }

        if (isInstance)
        {
            CheckKeeps(reference, target);
        }

        CheckCallable(reference, target);
        Value[] receiver = isInstance ? Receiver(reference.Instance!, target) : [];
        return Call(target, [.. receiver], []);
    }
}
