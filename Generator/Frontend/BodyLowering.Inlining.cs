using System.Collections.Immutable;
using Adjoint.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Adjoint.Generator.Frontend;

/// <summary>
/// Local functions, lambdas and helpers that take delegates are lowered in the place of their call, on the bindings of that
/// place, so that captured variables are what they are there.
/// </summary>
internal sealed partial class BodyLowering
{
    private Value[] CallDelegate(IInvocationOperation call)
    {
        if (call is { Instance: { } given, TargetMethod.ReturnsVoid: true } && IsUnknownDelegate(given))
        {
            return Foreign(call);
        }

        Callable target = call.Instance is null ? throw new RejectedException()
            : CallableOf(call.Instance) ?? throw Refuse(RejectionKind.UnknownDelegate, call, Rejections.Text(call.Syntax));
        if (target.Body is not null)
        {
            return Inline(call, target);
        }

        IMethodSymbol method = target.Method;
        if (method.IsStatic && HasRule(call, method))
        {
            return CallWithRule(call, method, call.TargetMethod);
        }

        if (MathIntrinsics.Find(method, null) is { } writer)
        {
            return writer(_builder, InParameterOrder(call, call.TargetMethod));
        }

        method = MirrorOf(method) ?? method;
        if (!method.IsStatic || !MethodBodies.IsInSource(method, _module))
        {
            throw Refuse(RejectionKind.UnknownDelegate, call, Rejections.Text(call.Syntax));
        }

        CheckCallable(call, method);
        (Value[]?[] values, List<(int Ordinal, Place Place)> outs) = Arguments(call.Arguments, call.TargetMethod);
        return Call(method, values.OfType<Value[]>().SelectMany(value => value).ToList(), outs);
    }

    /// <summary>The target of a delegate-typed expression, null where it is not known.</summary>
    private Callable? CallableOf(IOperation expression) => expression switch
    {
        IDelegateCreationOperation creation => CallableOf(creation.Target),
        IConversionOperation conversion => CallableOf(conversion.Operand),
        IParenthesizedOperation inner => CallableOf(inner.Operand),
        IAnonymousFunctionOperation lambda => new Callable(lambda.Symbol, lambda.Body),
        IMethodReferenceOperation { Method.MethodKind: MethodKind.LocalFunction } local => new Callable(local.Method, LocalCaptures.Find(local, local.Method)?.Body),
        IMethodReferenceOperation method => new Callable(TargetOf(method.Method, method.ConstrainedToType, method.Instance), null),
        ILocalReferenceOperation local => _state.FindCallable(local.Local),
        IParameterReferenceOperation parameter => _state.FindCallable(parameter.Parameter),
        _ => null,
    };

    private Value[] Inline(IInvocationOperation call, Callable target)
    {
        // A body speaks of the parameters of the definition.
        IMethodSymbol method = target.Method.OriginalDefinition;
        if (target.Body is not { } body || IsIncomplete(body))
        {
            throw new RejectedException();
        }

        if (_activation.Contains(method))
        {
            throw RefuseExpression(call, "a lambda or method that runs itself through a delegate is not followed", "make it a method that calls itself by name");
        }

        if (method.IsAsync || method.IsIterator || method is { IsGenericMethod: true, MethodKind: MethodKind.LocalFunction })
        {
            throw RefuseExpression(call, $"'{method.Name}' is async, an iterator or a generic local function", "call an ordinary method");
        }

        if (method.HasAttribute(WellKnown.Checkpoint))
        {
            throw Refuse(RejectionKind.Checkpoint, call, Rejections.Text(call.Syntax), "local functions, and methods that take delegates, become part of their caller", "make it a method of the type, without delegates");
        }

        Callable?[] delegates = new Callable?[method.Parameters.Length];
        foreach (IArgumentOperation argument in call.Arguments.Where(argument => argument.Parameter?.Type.TypeKind == TypeKind.Delegate))
        {
            delegates[argument.Parameter!.Ordinal] = CallableOf(argument.Value);
        }

        IParameterSymbol? extended = method.ExtensionReceiver();
        Value[] receiver = extended is null ? [] : Receiver(call.Instance!, method);
        (Value[]?[] values, List<(int Ordinal, Place Place)> outs) = Arguments(call.Arguments, call.TargetMethod);
        TypeSubstitution outer = Types.Substitution;
        Types.Substitution = outer.And(target.Method, _module.Compilation);
        AddressTaken.Collect(body, _cells, _module.ThisUse);
        CollectShared(body);
        HashSet<object> outside = [.. _state.Keys];
        if (extended is { RefKind: RefKind.Ref })
        {
            Bind(extended, receiver);
        }
        else if (extended is not null)
        {
            Declare(extended, receiver);
        }

        for (int i = 0; i < method.Parameters.Length; i++)
        {
            IParameterSymbol parameter = method.Parameters[i];
            _state.SetCallable(parameter, delegates[i]);
            if (parameter.RefKind == RefKind.Ref)
            {
                Bind(parameter, values[i]);
            }
            else
            {
                Declare(parameter, values[i]);
            }
        }

        Value[] results = InlinedBody(method, body);
        Types.Substitution = outer;
        foreach ((int ordinal, Place place) in outs)
        {
            place.Write(ReadVariable(method.Parameters[ordinal], required: false));
        }

        foreach (object key in _state.Keys.Where(key => !outside.Contains(key)).ToList())
        {
            _state.Remove(key);
        }

        return results;
    }

    private Value[] InlinedBody(IMethodSymbol method, IOperation body)
    {
        (Activation outer, ImmutableStack<(ILabelSymbol, ExitTarget)> jumps) = (_activation, _jumps);
        Activation inner = new(method, new ExitTarget("returned"), ResultTypes(method), outer);
        (_activation, _jumps) = (inner, ImmutableStack<(ILabelSymbol, ExitTarget)>.Empty);
        SourceLine? source = _builder.Source;
        Sequence([body], 0);
        _builder.Source = source;
        (_activation, _jumps) = (outer, jumps);
        _state.Arrive(inner.Return);
        return _state.Find(inner.Return) ?? (inner.Results.Length == 0 || _state.IsDead
            ? inner.Results.Select(Default).ToArray()
            : throw new RejectedException());
    }
}
