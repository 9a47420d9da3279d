using Adjoint.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Adjoint.Generator.Frontend;

/// <summary>Calls: mathematics and memory become operations, methods in source functions of the module, the rest is opaque.</summary>
internal sealed partial class BodyLowering
{
    private Value[] Invocation(IInvocationOperation call, bool wantsReference = false)
    {
        IMethodSymbol method = TargetOf(call);
        if (method.ReturnsByRef || method.ReturnsByRefReadonly)
        {
            Value[] references = Dispatch(call, method);
            return wantsReference ? references : LoadLeaves(references);
        }

        return Dispatch(call, method);
    }

    private Value[] Dispatch(IInvocationOperation call, IMethodSymbol method)
    {
        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            return CallDelegate(call);
        }

        if (HasRule(call, method))
        {
            return CallWithRule(call, method, method);
        }

        if (method.MethodKind == MethodKind.LocalFunction)
        {
            return CallLocal(call, method);
        }

        if (method.MethodKind == MethodKind.Constructor)
        {
            // Another constructor of the type makes the instance that this one goes on with.
            return WriteVariable(_method.ContainingType, CallInSource(call, method));
        }

        if (method.ContainingType.MetadataFullName() == WellKnown.Derivative)
        {
            return DerivativeWord(call, method);
        }

        if (CompanionCall(call, method) is { } derivative)
        {
            return derivative;
        }

        if (method.ContainingType.IsExtension && MethodBodies.IsInSource(method, _module) && !method.HasNoDerivative())
        {
            return CallInSource(call, method);
        }

        if (CreatedNumber(call, method) is { } number)
        {
            return number;
        }

        if (FusedInMirror(call, method) is { } fused)
        {
            return fused;
        }

        if (MathIntrinsics.Find(method, RoundingOf(call)) is { } writer)
        {
            Value[] operands = InParameterOrder(call, method);
            if (method.Name is "Floor" or "Ceiling" or "Truncate" or "Round" or "Sign")
            {
                Lose(RejectionKind.ZeroDerivative, call, operands, origin => [Rejections.Text(call.Syntax), origin]);
            }

            return writer(_builder, operands);
        }

        if (MirrorOf(method) is { } mirror)
        {
            return CallMirror(call, method, mirror);
        }

        if ((NullableMember(call, method) ?? MemoryMember(call, method)) is { } result)
        {
            return result;
        }

        return MethodBodies.IsInSource(method, _module) && !method.HasNoDerivative() ? CallInSource(call, method) : Foreign(call);
    }

    private static int? RoundingOf(IInvocationOperation call)
    {
        IArgumentOperation? mode = call.Arguments.FirstOrDefault(argument => argument.Parameter?.Type.Name == "MidpointRounding");
        return mode is null ? null : mode.Value.ConstantValue is { HasValue: true, Value: int value } ? value : -1;
    }

    // Arguments are evaluated in the order written and passed in the order declared.
    private Value[] InParameterOrder(IInvocationOperation call, IMethodSymbol method)
    {
        Value[][] values = new Value[method.Parameters.Length][];
        foreach (IArgumentOperation argument in call.Arguments)
        {
            values[argument.Parameter!.Ordinal] = argument.Parameter.Type.Name == "MidpointRounding" ? [] : Expression(argument.Value);
        }

        return values.SelectMany(value => value).ToArray();
    }

    private Value[] DerivativeWord(IInvocationOperation call, IMethodSymbol method)
    {
        switch (method.Name)
        {
            case "Stop":
                return Expression(call.Arguments[0].Value)
                    .Select(value => value.Type.IsFloating ? _builder.Emit(OpCode.Stop, value.Type, [value]) : value)
                    .Select(value => value.Type.RefersToFloating
                        ? throw RefuseExpression(call, "memory cannot be held constant as a whole", "write Derivative.Stop(…) around the elements read")
                        : value)
                    .ToArray();
            case "Checkpoint":
                return IsCheckpointOfLoop(call) ? []
                    : throw Refuse(RejectionKind.Checkpoint, call, Rejections.Text(call.Syntax), "it is not a statement of its own in the body of a loop", "write it there, not inside of another statement");
            default:
                throw RefuseExpression(call, "it checks derivatives and is no part of a function", "call it from a test");
        }
    }

    private Value[] CallInSource(IInvocationOperation call, IMethodSymbol method)
    {
        CheckCallable(call, method);
        if (method is { IsImplicitlyDeclared: true, MethodKind: MethodKind.Ordinary } && MethodBodies.Of(method, _module) is null)
        {
            throw RefuseExpression(call, $"the compiler writes '{method.PlainText()}', and its code is not seen", "compare the members, or mark what depends on it by Derivative.Stop");
        }

        if (method.Parameters.Any(parameter => parameter.Type.TypeKind == TypeKind.Delegate))
        {
            return Inline(call, new Callable(method, MethodBodies.Of(method, _module)));
        }

        List<Value> operands = [];
        if (!method.IsStatic && method.MethodKind != MethodKind.Constructor)
        {
            if (call.Instance?.Type is ITypeParameterSymbol)
            {
                CheckKeeps(call, method);
            }

            operands.AddRange(Receiver(call.Instance!, method));
        }

        (Value[]?[] values, List<(int Ordinal, Place Place)> outs) = Arguments(call.Arguments, method);
        operands.AddRange(values.OfType<Value[]>().SelectMany(value => value));
        return Call(method, operands, outs);
    }

    private Value[] Call(IMethodSymbol method, List<Value> operands, List<(int Ordinal, Place Place)> outs)
    {
        method = Types.Substitution.Close(method);
        IrType[] returned = ResultTypes(method);
        List<IrType> types = [.. returned];
        foreach (IParameterSymbol parameter in method.Parameters.Where(parameter => parameter.RefKind == RefKind.Out))
        {
            types.AddRange(Types.Leaves(parameter.Type).Select(leaf => leaf.Type));
        }

        Value[] results = _builder.Call(_module.NameOf(method), [.. operands], [.. types]);
        int next = returned.Length;
        foreach ((int ordinal, Place place) in outs.OrderBy(pair => pair.Ordinal))
        {
            int count = Types.Leaves(method.Parameters[ordinal].Type).Length;
            place.Write(results.Skip(next).Take(count).ToArray());
            next += count;
        }

        return results.Take(returned.Length).ToArray();
    }

    /// <summary>The values of arguments by parameter, in the order written; places for <c>out</c>, whose values are null.</summary>
    private (Value[]?[] Values, List<(int Ordinal, Place Place)> Outs) Arguments(IEnumerable<IArgumentOperation> arguments, IMethodSymbol method)
    {
        CheckAliasedIn(arguments, method);
        Value[]?[] values = new Value[method.Parameters.Length][];
        List<(int, Place)> outs = [];
        foreach (IArgumentOperation argument in arguments)
        {
            IParameterSymbol parameter = argument.Parameter ?? throw new RejectedException();
            switch (parameter.RefKind)
            {
                case RefKind.Out:
                    outs.Add((parameter.Ordinal, PlaceOf(argument.Value)));
                    break;
                case RefKind.Ref:
                    values[parameter.Ordinal] = Location(argument.Value);
                    break;
                default:
                    values[parameter.Ordinal] = parameter.Type.TypeKind == TypeKind.Delegate ? [] : Expression(argument.Value);
                    break;
            }
        }

        return (values, outs);
    }

    // An 'in' argument is passed by value, which nothing can tell unless the callee changes the variable on the way.
    private void CheckAliasedIn(IEnumerable<IArgumentOperation> arguments, IMethodSymbol method)
    {
        if (AliasedArguments.Find(arguments, method, _module) is { } aliased)
        {
            throw Refuse(RejectionKind.AliasedIn, aliased, Rejections.Text(aliased.Parent?.Syntax ?? aliased.Syntax));
        }
    }

    private void CheckCallable(IOperation call, IMethodSymbol method)
    {
        // A static member is that of the type that it was found for.
        bool dispatched = !method.IsStatic && call is not IInvocationOperation { IsVirtual: false };
        if (method.IsAbstract || (dispatched && (method.IsVirtual || method.IsOverride) && !method.IsSealed && !method.ContainingType.IsSealed))
        {
            throw Refuse(RejectionKind.VirtualCall, call, method.PlainText());
        }

        CheckTypeArguments(call, method);

        if (method.IsAsync || method.IsExtern)
        {
            throw RefuseExpression(call, $"'{method.PlainText()}' is async or extern", "call an ordinary method");
        }

        if (CompanionTarget.Find(method, _module) is not null)
        {
            throw Refuse(RejectionKind.Companion, call, Rejections.Text(call.Syntax), "it is called by way of a delegate", "call the companion itself");
        }

        CheckExtension(call, method);
        if (!method.IsStatic && !method.ContainingType.IsExtension && method.ContainingType.TypeKind is not (TypeKind.Class or TypeKind.Struct))
        {
            throw RefuseExpression(call, $"'{method.ContainingType.PlainText()}' is neither a class nor a struct", "call a static method");
        }
    }
}
