using Adjoint.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Adjoint.Generator.Frontend;

/// <summary>Members of <c>System.Numerics</c>: what is no more than its members is taken apart, for the rest the mirror is called.</summary>
internal sealed partial class BodyLowering
{
    /// <summary>The method that a call of a member of <c>System.Numerics</c> is lowered as; null where it is none, or is not followed.</summary>
    private IMethodSymbol? MirrorOf(ISymbol? member) => member is null ? null : _module.MirrorOf(member);

    private bool IsMirrored(IPropertyReferenceOperation property) => MirrorOf(property.Property.GetMethod) is not null;

    private bool IsMirrored(IFieldReferenceOperation field) => field.Field.IsStatic && MirrorOf(field.Field) is not null;

    private Value[] CallMirror(IInvocationOperation call, IMethodSymbol method, IMethodSymbol mirror)
    {
        List<Value> operands = [];
        int first = 0;
        if (call.Instance is { } instance)
        {
            operands.AddRange(Expression(instance));
            first = 1;
        }

        (Value[]?[] values, List<(int Ordinal, Place Place)> outs) = Arguments(call.Arguments, method);
        operands.AddRange(values.OfType<Value[]>().SelectMany(value => value));
        if (mirror.Name is "Round" or "Truncate")
        {
            Lose(RejectionKind.ZeroDerivative, call, operands, origin => [Rejections.Text(call.Syntax), origin]);
        }

        return Call(mirror, operands, outs.Select(pair => (pair.Ordinal + first, pair.Place)).ToList());
    }

    // Only Strict asks for the framework's own rounding, which depends on the processor.
    private Value[]? FusedInMirror(IInvocationOperation call, IMethodSymbol method)
    {
        if (method.Name != "MultiplyAddEstimate" || _module.IsStrict || !Mirrors.Has(_method))
        {
            return null;
        }

        Value[] operands = InParameterOrder(call, method);
        return [_builder.Binary(OpCode.Add, _builder.Binary(OpCode.Mul, operands[0], operands[1]), operands[2])];
    }

    /// <summary>A property or indexer, read by the mirror of its getter; assigned by that of its setter, which gives the whole anew.</summary>
    private Place MirroredProperty(IPropertyReferenceOperation reference)
    {
        if (reference.Instance is not { } instance)
        {
            Value[] constant = Call(MirrorOf(reference.Property.GetMethod)!, [], []);
            return new Place(() => constant, _ => throw new RejectedException());
        }

        Place whole = HasPlace(instance) ? PlaceOf(instance) : ValueOf(instance);
        if (ConstantElement(reference) is { } known)
        {
            if (whole.Part is { } direct)
            {
                return direct(known, 1);
            }

            return new Place(
                () => [whole.Read()[known]],
                values =>
                {
                    whole.Write(Replaced(whole.Read(), known, values));
                    return values;
                });
        }

        List<Value> arguments = reference.Arguments.SelectMany(argument => Expression(argument.Value)).ToList();
        return new Place(
            () => Call(MirrorOf(reference.Property.GetMethod)!, [.. whole.Read(), .. arguments], []),
            values =>
            {
                IMethodSymbol setter = MirrorOf(reference.Property.SetMethod)
                    ?? throw RefuseExpression(reference, $"setting '{reference.Property.PlainText()}' is not followed", "assign the members one by one");
                whole.Write(Call(setter, [.. whole.Read(), .. arguments, .. values], []));
                return values;
            });
    }

    private Place ValueOf(IOperation instance)
    {
        Value[] values = Expression(instance);
        return new Place(() => values, _ => throw new RejectedException());
    }

    // The leaf that an indexer with constant arguments means; null where it is out of range, which is for the mirror to say.
    private int? ConstantElement(IPropertyReferenceOperation reference)
    {
        if (!reference.Property.IsIndexer || reference.Type?.SpecialType != SpecialType.System_Single
            || reference.Arguments.Select(argument => argument.Value.ConstantValue.Value as int?).ToArray() is not { } indices || indices.Any(index => index is null))
        {
            return null;
        }

        int leaves = Types.Leaves(reference.Instance!.Type!).Length;
        (int rows, int columns) = leaves switch
        {
            6 => (3, 2),
            16 => (4, 4),
            _ => (1, leaves),
        };
        return (indices.Length == 1 ? [0, indices[0]!.Value] : new[] { indices[0]!.Value, indices[1]!.Value }) is [var row, var column]
            && row >= 0 && row < rows && column >= 0 && column < columns ? (row * columns) + column : null;
    }

    private Place MirroredField(IFieldReferenceOperation reference)
    {
        Value[] constant = Call(MirrorOf(reference.Field)!, [], []);
        return new Place(() => constant, _ => throw new RejectedException());
    }

    /// <summary>The constructors of <c>System.Numerics</c>: most are given the members, alone or as vectors, in their order.</summary>
    private Value[] NumericsConstruction(IObjectCreationOperation creation, IMethodSymbol constructor)
    {
        IMethodSymbol? mirror = MirrorOf(constructor);
        Leaf[] members = Types.Leaves(creation.Type!);
        bool isRow = constructor.Parameters.SelectMany(parameter => Types.Leaves(parameter.Type).Select(leaf => leaf.Type)).SequenceEqual(members.Select(leaf => leaf.Type));
        if (mirror is null && !isRow)
        {
            throw RefuseExpression(creation, $"'{constructor.PlainText()}' is not followed", "pass the members one by one");
        }

        (Value[]?[] arguments, _) = Arguments(creation.Arguments, constructor);
        Value[] values = arguments.OfType<Value[]>().SelectMany(value => value).ToArray();
        return mirror is null ? values : Call(mirror, [.. values], []);
    }
}
