using Adjoint.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Adjoint.Generator.Frontend;

/// <summary>Patterns: whether a value matches, with the variables that they declare bound on the way.</summary>
internal sealed partial class BodyLowering
{
    private Value Match(IPatternOperation pattern, Value[] input, ITypeSymbol type)
    {
        // Patterns other than null look at the value behind a nullable.
        if (TypeMapping.NullableUnderlying(type) is { } underlying && LooksInside(pattern))
        {
            return Branch(
                input[0],
                () => [Match(pattern, input.Skip(1).ToArray(), underlying)],
                () => [_builder.Const(false)],
                keepNew: true)[0];
        }

        switch (pattern)
        {
            case IDiscardPatternOperation:
                return _builder.Const(true);
            case IConstantPatternOperation constant:
                return MatchConstant(constant.Value, input, type);
            case IRelationalPatternOperation relation when input.Length == 1:
                return Operate(relation, relation.OperatorKind, input[0], ConvertSingle(Scalar(relation.Value), input[0].Type, false) ?? throw new RejectedException(), false);
            case INegatedPatternOperation negated:
                return _builder.Emit(OpCode.Not, IrType.Bool, [Match(negated.Pattern, input, type)]);
            case IBinaryPatternOperation both:
                return MatchBoth(both, input, type);
            case IDeclarationPatternOperation declaration:
                return MatchDeclaration(declaration, input, type);
            case ITypePatternOperation match when SymbolEqualityComparer.Default.Equals(match.MatchedType, type):
                return _builder.Const(true);
            case ITypePatternOperation match:
                return IsOfType(match, input, type, match.MatchedType);
            case IRecursivePatternOperation recursive:
                return MatchRecursive(recursive, input, type);
            case IListPatternOperation list:
                return MatchList(list, input, type);
            default:
                throw RefuseExpression(pattern, "this pattern is not followed", "compare the value with == and <");
        }
    }

    private static bool LooksInside(IPatternOperation pattern) => pattern switch
    {
        IConstantPatternOperation constant => constant.Value.ConstantValue is { HasValue: true, Value: not null },
        IDeclarationPatternOperation declaration => !declaration.MatchesNull,
        IRelationalPatternOperation or ITypePatternOperation or IRecursivePatternOperation => true,
        _ => false,
    };

    private Value MatchConstant(IOperation constant, Value[] input, ITypeSymbol type)
    {
        if (constant.ConstantValue is { HasValue: true, Value: null })
        {
            return TypeMapping.NullableUnderlying(type) is not null
                ? _builder.Emit(OpCode.Not, IrType.Bool, [input[0]])
                : IsNullReference(constant, input[0], true);
        }

        if (IsOpaqueType(type))
        {
            return AskOnce("object.Equals({0}, " + new OpaqueText(this).Write(constant) + ")", input);
        }

        if (input.Length != 1 || input[0].Type is not ScalarType)
        {
            throw RefuseExpression(constant, "only numbers are compared with constants", "decide outside and pass a number");
        }

        Value wanted = Scalar(constant);
        Value converted = ConvertSingle(wanted, input[0].Type, false)!;
        Value equal = _builder.Compare(OpCode.Equal, input[0], converted);

        // A pattern compares by Equals, to which NaN is equal to itself.
        return constant.ConstantValue.Value is double.NaN or float.NaN ? _builder.Compare(OpCode.NotEqual, input[0], input[0]) : equal;
    }

    private Value MatchBoth(IBinaryPatternOperation both, Value[] input, ITypeSymbol type)
    {
        Value left = Match(both.LeftPattern, input, type);
        return both.OperatorKind == BinaryOperatorKind.And
            ? Branch(left, () => [Match(both.RightPattern, input, type)], () => [_builder.Const(false)], keepNew: true)[0]
            : Branch(left, () => [_builder.Const(true)], () => [Match(both.RightPattern, input, type)], keepNew: true)[0];
    }

    private Value MatchDeclaration(IDeclarationPatternOperation declaration, Value[] input, ITypeSymbol type)
    {
        if (!declaration.MatchesNull && !SymbolEqualityComparer.Default.Equals(declaration.MatchedType, type))
        {
            Value matches = IsOfType(declaration, input, type, declaration.MatchedType!);
            if (declaration.DeclaredSymbol is { } variable)
            {
                string target = declaration.MatchedType!.FullText();
                Declare(variable, [_builder.Emit(OpCode.Opaque, new OpaqueType(target), input, symbol: "({0} as " + target + ")!")]);
            }

            return matches;
        }

        if (declaration.DeclaredSymbol is { } symbol)
        {
            Declare(symbol, input);
        }

        return _builder.Const(true);
    }

    // Of objects that are not followed.
    private Value IsOfType(IOperation test, Value[] input, ITypeSymbol type, ITypeSymbol wanted)
    {
        if (!IsOpaqueType(type) || !wanted.IsReferenceType || !IsOpaqueType(wanted))
        {
            throw RefuseExpression(test, "types are not tested", "decide outside and pass a number");
        }

        _module.CheckSeen(wanted);
        return Ask("{0} is " + wanted.FullText(), input);
    }

    private Value MatchRecursive(IRecursivePatternOperation recursive, Value[] input, ITypeSymbol type)
    {
        List<Func<Value>> tests = [];
        if (type.IsReferenceType)
        {
            tests.Add(() => IsNullReference(recursive, input[0], false));
        }

        if (recursive.DeconstructionSubpatterns.Length > 0)
        {
            List<(ITypeSymbol Type, Value[] Values)> parts = [];
            CollectParts(recursive, type, input, new Form(new Form?[recursive.DeconstructionSubpatterns.Length]), parts);
            for (int i = 0; i < parts.Count; i++)
            {
                IPatternOperation part = recursive.DeconstructionSubpatterns[i];
                (ITypeSymbol member, Value[] values) = parts[i];
                tests.Add(() => Match(part, values, member));
            }
        }

        foreach (IPropertySubpatternOperation property in recursive.PropertySubpatterns)
        {
            tests.Add(() => MatchMember(property, input, type));
        }

        if (recursive.DeclaredSymbol is { } symbol)
        {
            Declare(symbol, input);
        }

        return AllOf(tests, 0);
    }

    private Value MatchMember(IPropertySubpatternOperation property, Value[] input, ITypeSymbol type)
    {
        switch (property.Member)
        {
            case IPropertyReferenceOperation { Property: { Name: "Length" or "Count", ContainingType.IsExtension: false, Type: { } length } } when input is [{ Type: MemoryType }]:
                return Match(property.Pattern, [CountOf(input[0], type)], length);
            case IMemberReferenceOperation { Type: { } part } member when Types.PartIndex(type, member.Member) is { } index:
                (int offset, int count) = Types.PartRange(type, index);
                return Match(property.Pattern, input.Skip(offset).Take(count).ToArray(), part);
            case IPropertyReferenceOperation { Property: { GetMethod: { } getter } computed } when IsStruct(type) && !_module.ThisUse.IsByReference(getter):
                return Match(property.Pattern, UserOperator(property, getter, input), computed.Type);
            case IMemberReferenceOperation { Type: { } shown } reference when IsOpaqueType(type) && reference.Member is IPropertySymbol or IFieldSymbol:
                return Match(property.Pattern, OpaqueValues(shown, "{0}." + reference.Member.Name, input), shown);
            default:
                throw RefuseExpression(property, $"the member is not followed in a pattern of '{type.PlainText()}'", "compare it with == and <");
        }
    }

    private Value MatchList(IListPatternOperation list, Value[] input, ITypeSymbol type)
    {
        if (Types.GroupOf(type) > 1 || input is not [{ Type: MemoryType { Rank: 1, Element: ScalarType element, Kind: not MemoryKind.Rows } }]
            || ((type as IArrayTypeSymbol)?.ElementType ?? (type as INamedTypeSymbol)?.TypeArguments.FirstOrDefault()) is not { } item)
        {
            throw RefuseExpression(list, "only spans and arrays of numbers are taken apart", "compare the elements one by one");
        }

        Value memory = input[0];
        int slice = list.Patterns.ToList().FindIndex(pattern => pattern is ISlicePatternOperation);
        int fixedCount = list.Patterns.Length - (slice < 0 ? 0 : 1);
        Value length = LengthOf(memory);
        List<Func<Value>> tests = [() => _builder.Compare(slice < 0 ? OpCode.Equal : OpCode.GreaterEqual, length, _builder.Const(fixedCount))];
        for (int i = 0; i < list.Patterns.Length; i++)
        {
            IPatternOperation pattern = list.Patterns[i];
            int position = i;
            if (pattern is ISlicePatternOperation { Pattern: { } rest })
            {
                tests.Add(() => Match(rest, [Middle(rest, memory, type, position, _builder.Binary(OpCode.Sub, length, _builder.Const(fixedCount)))], type));
            }

            if (pattern is not ISlicePatternOperation)
            {
                tests.Add(() =>
                {
                    bool behind = slice >= 0 && position > slice;
                    Value index = behind
                        ? _builder.Binary(OpCode.Sub, length, _builder.Const(list.Patterns.Length - position))
                        : _builder.Const(position);
                    return Match(pattern, [_builder.Emit(OpCode.Load, element, [memory, index])], item);
                });
            }
        }

        if (list.DeclaredSymbol is { } symbol)
        {
            Declare(symbol, input);
        }

        return AllOf(tests, 0);
    }

    // Of an array it is a copy, as x[1..^1] is.
    private Value Middle(IPatternOperation pattern, Value memory, ITypeSymbol type, int start, Value count)
    {
        if (type is not (IArrayTypeSymbol or INamedTypeSymbol { Name: "Span" or "ReadOnlySpan" }))
        {
            throw RefuseExpression(pattern, "only the middle of a span or array is followed", "slice it with a range");
        }

        Value middle = SliceOf(Spanned(memory), _builder.Const(start), count);
        return type is IArrayTypeSymbol ? CopyOf(middle, false) : middle;
    }

    /// <summary>Tests in order, each only where those before hold.</summary>
    private Value AllOf(List<Func<Value>> tests, int start)
    {
        if (start == tests.Count)
        {
            return _builder.Const(true);
        }

        Value first = tests[start]();
        return start == tests.Count - 1
            ? first
            : Branch(first, () => [AllOf(tests, start + 1)], () => [_builder.Const(false)], keepNew: true)[0];
    }
}
