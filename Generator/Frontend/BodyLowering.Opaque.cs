using Adjoint.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Adjoint.Generator.Frontend;

/// <summary>Code that carries no derivative, kept as C# text that runs once, in order.</summary>
internal sealed partial class BodyLowering
{
    private void Lose(RejectionKind kind, IOperation at, IEnumerable<Value> values, Func<string, string[]> arguments)
    {
        // What a mirror loses is said where it is called.
        if (!Mirrors.Has(_method))
        {
            _module.Losses.Add(new Loss(_name, values.ToList(), kind, at.Syntax, arguments));
        }
    }

    private Value[] Foreign(IInvocationOperation call)
    {
        if (IsCompiledOut(call) || ThrowIfNull(call))
        {
            return [];
        }

        OpaqueText text = new(this);
        string code = text.Write(call);
        Value[] operands = [.. text.Operands];
        CheckLosses(call, operands, TargetOf(call), call.Arguments.Select(argument => Unboxed(argument.Value).Type).Append(call.Instance?.Type));
        if (call.TargetMethod.ReturnsVoid)
        {
            _builder.Do(OpCode.Opaque, operands, symbol: code);
            return [];
        }

        NoteRead(call.Type!, text);
        return OpaqueValues(call.Type!, code, operands, PlainCalls.Has(TargetOf(call)) ? OpFlags.Safe : OpFlags.None);
    }

    // Calls of methods marked [Conditional] do not exist unless one of their symbols is defined.
    private static bool IsCompiledOut(IInvocationOperation call)
    {
        List<string> needed = call.TargetMethod.GetAttributes()
            .Where(attribute => attribute.AttributeClass?.MetadataFullName() == "System.Diagnostics.ConditionalAttribute")
            .Select(attribute => attribute.ConstructorArguments.FirstOrDefault().Value)
            .OfType<string>()
            .ToList();
        if (needed.Count == 0)
        {
            return false;
        }

        SyntaxTree tree = call.Syntax.SyntaxTree;
        IEnumerable<string> defined = tree.GetRoot().GetLeadingTrivia()
            .Select(trivia => trivia.GetStructure())
            .OfType<DefineDirectiveTriviaSyntax>()
            .Select(directive => directive.Name.Text);
        return !needed.Any(symbol => tree.Options.PreprocessorSymbolNames.Contains(symbol) || defined.Contains(symbol));
    }

    // What is declared constant may lose; all else may not take in what has a derivative and give or keep floating values.
    private void CheckLosses(IOperation at, Value[] operands, IMethodSymbol method, IEnumerable<ITypeSymbol?> involved)
    {
        List<Value> memory = operands.Where(operand => operand.Type is MemoryType).ToList();
        if (method.HasNoDerivative() || method.ContainingType.HasNoDerivative())
        {
            return;
        }

        if (memory.Count > 0)
        {
            Lose(RejectionKind.MemoryToForeignCall, at, memory, _ => [Rejections.Text(at.Syntax), method.PlainText()]);
        }

        string assembly = method.ContainingAssembly?.Name ?? "another assembly";
        string supply = method is { IsStatic: true, IsGenericMethod: false, MethodKind: MethodKind.Ordinary }
            ? $"supply [DerivativeOf(typeof({method.ContainingType.PlainText()}), \"{method.Name}\")], " : "";
        if (!method.ReturnsVoid && FloatingContent.MayBeIn(method.ReturnType))
        {
            Lose(RejectionKind.LossThroughForeignCall, at, operands, origin => [Rejections.Text(at.Syntax), assembly, origin, supply]);
        }

        foreach (ITypeSymbol keeper in involved.OfType<ITypeSymbol>().Select(Types.Closed).Where(type => IsOpaqueType(type) && FloatingContent.MayBeIn(type)))
        {
            _module.Losses.Add(new Loss(_name, operands, RejectionKind.LossThroughStorage, at.Syntax,
                origin => [Rejections.Text(at.Syntax), origin, $"'{keeper.PlainText()}' may keep it"])
            { Keeper = keeper.FullText() });
        }
    }

    // What is passed, and not the object that it is passed as.
    private static IOperation Unboxed(IOperation argument) =>
        argument is IConversionOperation { IsImplicit: true } conversion ? conversion.Operand : argument;

    /// <summary>An expression of a type that is not followed, or read from where nothing is followed: a constant to differentiation.</summary>
    private Value[] OpaqueExpression(IOperation operation)
    {
        ITypeSymbol type = Types.Closed(operation.Type ?? throw new RejectedException());
        OpaqueText text = new(this);
        bool isNull = operation.ConstantValue is { HasValue: true, Value: null };
        string code = isNull ? $"({type.FullText().TrimEnd('?')})null!" : text.Write(operation);
        Value[] operands = [.. text.Operands];
        NoteRead(type, text);
        Value[] values = OpaqueValues(type, code, operands, operation.ConstantValue.HasValue ? OpFlags.Safe : OpFlags.None);
        if (FloatingContent.MayBeIn(type) || operation is IConversionOperation || text.CallsOwnCode)
        {
            _module.Losses.Add(new Loss(_name, [.. operands.Where(operand => operand.Type is not ObjectType)], RejectionKind.LossThroughType, operation.Syntax,
                origin => [Rejections.Text(operation.Syntax), origin, type.PlainText()])
            { Made = values });
        }

        _module.Outside.Add(_name, values, isConstant: false);
        return values;
    }

    // Static objects are part of the text, and not operands by which it would be seen that something is read from them.
    private void NoteRead(ITypeSymbol type, OpaqueText text)
    {
        if (FloatingContent.MayBeIn(Types.Closed(type)))
        {
            _module.ReadKeepers.UnionWith(text.StaticObjects);
        }
    }

    /// <summary>The leaves of a C# expression that is evaluated once.</summary>
    private Value[] OpaqueValues(ITypeSymbol type, string code, Value[] operands, OpFlags flags = OpFlags.None)
    {
        type = Types.Closed(type);
        Leaf[] leaves = Types.Leaves(type);
        if (leaves is [{ Path: "" } only])
        {
            string cast = type.TypeKind == TypeKind.Enum ? $"({KeywordOf(only.Type)})" : "";
            return [_builder.Emit(OpCode.Opaque, only.Type, operands, flags: flags, symbol: only.Packing is null ? cast + code : MembersOf(only, code))];
        }

        Value whole = _builder.Emit(OpCode.Opaque, new OpaqueType(type.FullText()), operands, flags: flags, symbol: code);
        return leaves.Select(leaf => _builder.Emit(OpCode.Opaque, leaf.Type, [whole], flags: flags, symbol: leaf.Packing is null ? "{0}" + leaf.Path : MembersOf(leaf, "{0}" + leaf.Path))).ToArray();
    }

    // Memory of structs as memory of their members.
    private static string MembersOf(Leaf leaf, string code)
    {
        string packing = leaf.Packing!.TrimEnd('[', ']');
        string scalar = KeywordOf(((MemoryType)leaf.Type).Element);
        return $"global::System.Runtime.InteropServices.MemoryMarshal.Cast<{packing}, {scalar}>({code}{(packing == leaf.Packing ? "" : ".AsSpan()")})";
    }

    /// <summary>Reads, once on entry, what stays as it is while the method runs.</summary>
    private void ReadFixedMembers(IOperation body)
    {
        _isFixing = true;
        foreach (IOperation operation in body.DescendantsAndSelf())
        {
            bool foreign = operation switch
            {
                IFieldReferenceOperation field => !field.ConstantValue.HasValue && IsForeign(field),
                IPropertyReferenceOperation property => !IsComputed(property) && IsForeign(property),
                _ => false,
            };
            if (foreign && operation.Type is { TypeKind: not TypeKind.Error } && _module.FixedMember(operation) is { } member && !_fixed.ContainsKey(member))
            {
                Value[] values = PlaceOf(operation).Read();
                _fixed.Add(member, values is [var single] ? [_builder.Named(single, LocalName(member.Name))] : values);
            }
        }

        _isFixing = false;
    }

    // As people name the local that they would copy it to.
    private static string LocalName(string member)
    {
        string name = member.TrimStart('_');
        return name.Length == 0 ? member : char.ToLowerInvariant(name[0]) + name.Substring(1);
    }

    private Value[]? FixedMember(IOperation reference) => reference switch
    {
        IFieldReferenceOperation { Field: var field, Instance: null or IInstanceReferenceOperation } => _fixed.TryGetValue(field, out Value[]? values) ? values : null,
        IPropertyReferenceOperation { Property: var property, Instance: null or IInstanceReferenceOperation } => _fixed.TryGetValue(property, out Value[]? values) ? values : null,
        _ => null,
    };

    // Strings do not change.
    private static bool IsOfString(ISymbol member) => member is IPropertySymbol { Name: "Length", ContainingType.SpecialType: SpecialType.System_String };

    private static string Place(IOperation? instance, ISymbol member) => instance is null or IInstanceReferenceOperation
        ? $"'{member.Name}' is outside of the method"
        : $"what '{instance.Type?.PlainText()}' holds is not followed";

    // What gives the same value again as long as nothing assigns it.
    private static bool IsVariable(ISymbol member) => member is IFieldSymbol { IsVolatile: false }
        || (member is IPropertySymbol { IsIndexer: false } property && property.ContainingType.GetMembers().OfType<IFieldSymbol>()
            .Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property)));

    /// <summary>A static field or property, one of an object that is not followed, or a member of a container without derivative.</summary>
    private Place ForeignPlace(IOperation reference, IOperation? instance, ISymbol member)
    {
        if (FixedMember(reference) is { } known)
        {
            return new Place(() => known, _ => throw new RejectedException());
        }

        OpaqueText text = new(this);
        string code = text.MemberText(reference, instance, member);
        Value[] operands = [.. text.Operands];
        ITypeSymbol type = reference.Type ?? throw new RejectedException();
        return new Place(
            () =>
            {
                if (FloatingContent.MayBeIn(type))
                {
                    Lose(RejectionKind.LossThroughType, reference, operands.Where(operand => operand.Type is ScalarType or OpaqueType),
                        origin => [Rejections.Text(reference.Syntax), origin, (instance?.Type ?? type).PlainText()]);
                }

                NoteRead(type, text);
                Value[] values = OpaqueValues(type, code, operands, _isFixing || IsOfString(member) ? OpFlags.Safe : OpFlags.None);
                if (IsVariable(member))
                {
                    _module.Reads.AddRange(values.Select(value => (_name, value.Id)));
                }

                _module.Outside.Add(_name, values, member.HasNoDerivative());
                return values;
            },
            values =>
            {
                if (values.Length != 1 || values[0].Type is MemoryType or ObjectType)
                {
                    throw RefuseExpression(reference, "what it is assigned is not followed there", "keep it in a local");
                }

                if (!member.HasNoDerivative() && values[0].Type is not OpaqueType { Name: "string" })
                {
                    Lose(RejectionKind.LossThroughStorage, reference, values,
                        origin => [Rejections.Text(reference.Syntax.Parent ?? reference.Syntax), origin, Place(instance, member)]);
                }

                if (member is IPropertySymbol { SetMethod: { } setter })
                {
                    _module.CheckSeen(setter);
                }

                string cast = type.TypeKind == TypeKind.Enum ? $"({type.FullText()})" : "";
                string hole = "{" + operands.Length.ToString(System.Globalization.CultureInfo.InvariantCulture) + "}";
                _builder.Do(OpCode.Opaque, [.. operands, .. values], symbol: $"{code} = {cast}{hole}");
                return values;
            });
    }
}
