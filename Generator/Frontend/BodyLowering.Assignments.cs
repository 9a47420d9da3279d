using Adjoint.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace Adjoint.Generator.Frontend;

/// <summary>Assignments of all forms; as expressions they give what was assigned.</summary>
internal sealed partial class BodyLowering
{
    private Value[] Assignment(ISimpleAssignmentOperation assignment)
    {
        if (assignment.Target.Type?.TypeKind == TypeKind.Delegate && assignment.Target is ILocalReferenceOperation known)
        {
            _state.SetCallable(known.Local, CallableOf(assignment.Value));
            return [];
        }

        if (assignment.IsRef)
        {
            ISymbol variable = assignment.Target is ILocalReferenceOperation local ? local.Local : ((IParameterReferenceOperation)assignment.Target).Parameter;
            Value[] locations = Location(assignment.Value);
            Bind(variable, locations);
            return locations;
        }

        Place place = PlaceOf(assignment.Target);
        Value[] values = Expression(assignment.Value);
        if (_state.IsDead)
        {
            return values;
        }

        return place.Write(values);
    }

    private Value[] Compound(ICompoundAssignmentOperation compound)
    {
        ITypeSymbol type = compound.Target.Type ?? throw new RejectedException();
        if (OperatorOf(compound.OperatorMethod, compound.ConstrainedToType) is var own && (IsUserDefined(own) || own is { IsStatic: false }))
        {
            return UserCompound(compound, own!);
        }

        if (TypeMapping.NullableUnderlying(type) is not null)
        {
            return LiftedCompound(compound);
        }

        if (!IsArithmetic(type) || !IsArithmetic(compound.Value.Type))
        {
            throw RefuseExpression(compound, "its operands are not numbers", "compute with double, float and integers");
        }

        CheckWidth(compound, compound.ConstrainedToType);
        Place place = PlaceOf(compound.Target);
        Value old = place.Read()[0];
        IrType computed = ComputedType(compound, old.Type);
        Value left = ConvertSingle(old, computed, isChecked: false)!;
        Value right = Scalar(compound.Value);
        Value result = Operate(compound, compound.OperatorKind, left, right, compound.IsChecked);
        Value converted = ConvertSingle(result, old.Type, compound.IsChecked)!;
        return place.Write([converted]);
    }

    private Value[] UserCompound(ICompoundAssignmentOperation compound, IMethodSymbol method)
    {
        if (TypeMapping.NullableUnderlying(compound.Target.Type!) is not null)
        {
            throw RefuseExpression(compound, "operators of a type of your own are not followed on nullables", "test for a value first");
        }

        if (!method.IsStatic)
        {
            Value[] instance = Receiver(compound.Target, method);
            UserOperator(compound, method, instance, Expression(compound.Value));
            return _module.ThisUse.IsByReference(method) ? LoadLeaves(instance) : instance;
        }

        Place place = PlaceOf(compound.Target);
        ITypeSymbol type = compound.Target.Type!;
        Value[] left = ConvertLeaves(compound, place.Read(), type, method.Parameters[0].Type, compound.IsChecked);
        Value[] result = UserOperator(compound, method, left, Expression(compound.Value));
        return place.Write(ConvertLeaves(compound, result, method.ReturnType, type, compound.IsChecked));
    }

    // The type in which C# computes target op value: that of the value, but for shifts, whose count is always an int.
    private IrType ComputedType(ICompoundAssignmentOperation compound, IrType target)
    {
        if (compound.OperatorKind is not (BinaryOperatorKind.LeftShift or BinaryOperatorKind.RightShift or BinaryOperatorKind.UnsignedRightShift))
        {
            return new ScalarType(Types.ScalarOf(compound.Value.Type)!.Value);
        }

        return target is ScalarType { Kind: ScalarKind.I64 or ScalarKind.U64 or ScalarKind.U32 } ? target : IrType.I32;
    }

    private Value[] Increment(IIncrementOrDecrementOperation step)
    {
        ITypeSymbol type = step.Target.Type ?? throw new RejectedException();
        IMethodSymbol? own = OperatorOf(step.OperatorMethod, step.ConstrainedToType);
        if (IsUserDefined(own) && own!.IsStatic && !step.IsLifted)
        {
            Place stepped = PlaceOf(step.Target);
            Value[] before = stepped.Read();
            Value[] after = stepped.Write(UserOperator(step, own!, before));
            return step.IsPostfix ? before : after;
        }

        bool isStepUp = step.Kind == OperationKind.Increment;
        if (step.IsLifted && !IsUserDefined(own) && TypeMapping.NullableUnderlying(type) is { } underlying
            && Types.ScalarOf(underlying) is { } number && number is ScalarKind.F32 or ScalarKind.F64 or ScalarKind.I32 or ScalarKind.I64)
        {
            Place nullable = PlaceOf(step.Target);
            Value[] before = nullable.Read();
            Value[] unit = [_builder.Const(true), _builder.Const(Literal.Of(number, 1))];
            Value[] after = nullable.Write(Lifted(step, isStepUp ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract, before, unit, before[1].Type, step.IsChecked));
            return step.IsPostfix ? before : after;
        }

        if (step.IsLifted || Types.ScalarOf(type) is not { } kind || own is { ContainingType.SpecialType: SpecialType.None })
        {
            throw RefuseExpression(step, "its operand is not a number", "compute with double, float and integers");
        }

        Place place = PlaceOf(step.Target);
        Value old = place.Read()[0];

        // Small integers are stepped as int and converted back, as C# does.
        bool small = kind is ScalarKind.I8 or ScalarKind.U8 or ScalarKind.I16 or ScalarKind.U16 or ScalarKind.Char;
        IrType computed = small ? IrType.I32 : old.Type;
        Value one = _builder.Const(Literal.Of(((ScalarType)computed).Kind, 1));
        OpFlags flags = step.IsChecked && computed.IsInteger ? OpFlags.Checked : OpFlags.None;
        Value next = _builder.Binary(isStepUp ? OpCode.Add : OpCode.Sub, ConvertSingle(old, computed, false)!, one, flags: flags);
        Value converted = ConvertSingle(next, old.Type, step.IsChecked)!;
        Value[] written = place.Write([converted]);
        return step.IsPostfix ? [old] : written;
    }

    // The places of the left side are evaluated first, then the whole right side, then all is assigned.
    private Value[] Deconstruction(IDeconstructionAssignmentOperation assignment)
    {
        List<(Place Place, ITypeSymbol Type)> targets = [];
        CollectTargets(assignment.Target, targets);
        IOperation source = Unconverted(assignment.Value);
        List<(ITypeSymbol Type, Value[] Values)> parts = [];
        CollectParts(assignment, source.Type ?? throw new RejectedException(), Expression(source), FormOf(assignment.Target), parts);
        List<Value> assigned = [];
        for (int i = 0; i < targets.Count; i++)
        {
            Value[] values = ConvertLeaves(assignment, parts[i].Values, parts[i].Type, targets[i].Type, isChecked: false);
            assigned.AddRange(targets[i].Place.Write(values));
        }

        return [.. assigned];
    }

    private void CollectTargets(IOperation target, List<(Place, ITypeSymbol)> targets)
    {
        switch (target)
        {
            case ITupleOperation tuple:
                foreach (IOperation element in tuple.Elements)
                {
                    CollectTargets(element, targets);
                }

                break;
            case IDeclarationExpressionOperation { Expression: ITupleOperation declared }:
                foreach (ILocalReferenceOperation local in declared.DescendantsAndSelf().OfType<ILocalReferenceOperation>())
                {
                    Declare(local.Local, null);
                }

                CollectTargets(declared, targets);
                break;
            default:
                targets.Add((PlaceOf(target), target.Type ?? throw new RejectedException()));
                break;
        }
    }

    /// <summary>The form of the left side: null for a single place, else one for each member.</summary>
    private sealed record Form(Form?[] Members);

    private static Form? FormOf(IOperation target) => target switch
    {
        ITupleOperation tuple => new Form(tuple.Elements.Select(FormOf).ToArray()),
        IDeclarationExpressionOperation declaration => FormOf(declaration.Expression),
        _ => null,
    };

    private void CollectParts(IOperation at, ITypeSymbol type, Value[] values, Form? form, List<(ITypeSymbol, Value[])> parts)
    {
        if (form is null)
        {
            parts.Add((type, values));
            return;
        }

        if (type is not INamedTypeSymbol { IsTupleType: true } tuple)
        {
            List<(ITypeSymbol Type, Value[] Values)> members = Deconstructed(at, type, values, form.Members.Length)
                ?? throw RefuseExpression(at, $"'{type.PlainText()}' is not a tuple", "take its parts one by one");
            for (int i = 0; i < members.Count; i++)
            {
                CollectParts(at, members[i].Type, members[i].Values, form.Members[i], parts);
            }

            return;
        }

        for (int i = 0; i < form.Members.Length; i++)
        {
            ITypeSymbol member = tuple.TupleElements[i].Type;
            CollectParts(at, member, values.Skip(Types.PartRange(tuple, i).Offset).Take(Types.Leaves(member).Length).ToArray(), form.Members[i], parts);
        }
    }
}
