using Adjoint.Generator.Ir;
using Adjoint.Generator.Pipeline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Adjoint.Generator.Frontend;

/// <summary>Calls of companions: calls of functions that a transform adds to the module, with the method itself as their source.</summary>
internal sealed partial class BodyLowering
{
    private Value[]? CompanionCall(IInvocationOperation call, IMethodSymbol called)
    {
        if (CompanionTarget.Find(called, _module) is not { } target)
        {
            return null;
        }

        if (target is not { Model: { } model, Signature: { } signature })
        {
            throw Refuse(RejectionKind.Companion, call, Rejections.Text(call.Syntax), $"'{target.Method.PlainText()}' itself is refused", "see what is said of it");
        }

        if (signature.Kind == CompanionKind.Check || !_module.CanExpand)
        {
            throw Refuse(RejectionKind.Companion, call, Rejections.Text(call.Syntax), "it compares derivatives and is no part of a function", "call it from a test");
        }

        if (called.Parameters.Any(parameter => parameter.Type.TypeKind == TypeKind.Delegate))
        {
            throw Refuse(RejectionKind.Companion, call, Rejections.Text(call.Syntax), "it is passed a delegate", "differentiate a method without it");
        }

        if (signature.Kind is CompanionKind.Jacobian or CompanionKind.Hessian)
        {
            throw Refuse(RejectionKind.Companion, call, Rejections.Text(call.Syntax), "dense derivatives are not differentiated", "call FHvp or FJvp along the directions that matter");
        }

        if (signature.Kind is CompanionKind.Batch or CompanionKind.GradientBatch)
        {
            throw Refuse(RejectionKind.Companion, call, Rejections.Text(call.Syntax), "batches are not differentiated", "call the method or its gradient in a loop over the points");
        }

        if (signature.Kind == CompanionKind.Jvp && model.ReturnLeaves.Concat(Outs(model).SelectMany(parameter => parameter.Leaves)).Any(leaf => leaf.Type.IsReference && leaf.Type is not OpaqueType))
        {
            throw Refuse(RejectionKind.Companion, call, Rejections.Text(call.Syntax), "the tangent of memory that it returns is not followed", "let the method write to a span");
        }

        if (model.Parameters.Any(HoldsStructMemory) || model.ReturnLeaves.Any(leaf => leaf.Packing is not null))
        {
            throw Refuse(RejectionKind.Companion, call, Rejections.Text(call.Syntax), "memory of structs, and structs that hold memory, are not passed on to it", "pass spans or arrays of numbers");
        }

        (Value[]?[] values, List<(int Ordinal, Place Place)> places) = Arguments(call.Arguments, called);
        if (signature.Kind == CompanionKind.Forward)
        {
            return Call(target.Method, values.OfType<Value[]>().SelectMany(value => value).ToList(), places);
        }

        Dictionary<string, Value> given = NamedValues(called, values, model.Parameters.Count);
        CompanionShape shape = new(model);
        Queue<IrType> constants = new(shape.ConstantSeeds);
        Value[] operands = signature.Bindings
            .Select(binding => given.TryGetValue(binding, out Value? value) ? value : Default(constants.Dequeue()))
            .ToArray();
        string name = _module.Request(call, _name, target.Method, model, signature.Kind);
        Value[] results = _builder.Call(name, operands, shape.Results(signature.Kind));
        Value[] Read(IEnumerable<CompanionLeaf> leaves) => leaves
            .Select(leaf => leaf.Result is { } result ? results[result] : leaf.Given is { } presence ? given[presence] : ZeroOf(leaf.Type))
            .ToArray();
        foreach (((int _, Place place), IEnumerable<CompanionLeaf> leaves) in places.OrderBy(pair => pair.Ordinal).Zip(shape.Outs(signature.Kind), (pair, leaves) => (pair, leaves)))
        {
            place.Write(Read(leaves));
        }

        return Read(shape.Returned(signature.Kind));
    }

    private Value ZeroOf(IrType type) => type is ScalarType scalar ? _builder.Const(Literal.Of(scalar.Kind, 0)) : Default(type);

    private static bool HoldsStructMemory(ParameterModel parameter) =>
        (parameter.HasVariable && parameter.Shape.Form != ValueForm.Leaf) || parameter.Leaves.Any(leaf => leaf.Packing is not null);

    private static IEnumerable<ParameterModel> Outs(MethodModel model) => model.Parameters.Where(parameter => parameter.Mode == ParameterMode.Out);

    // By what the companion's declaration calls them. Shadows of arrays are spans.
    private Dictionary<string, Value> NamedValues(IMethodSymbol called, Value[]?[] values, int own)
    {
        Dictionary<string, Value> named = new(StringComparer.Ordinal);
        foreach (IParameterSymbol parameter in called.Parameters.Where(parameter => parameter.RefKind != RefKind.Out))
        {
            Leaf[] leaves = ParameterShape.Leaves(parameter, Types, isRoot: false);
            for (int i = 0; i < leaves.Length; i++)
            {
                Value value = values[parameter.Ordinal]![i];
                named[Identifiers.Escape(parameter.Name) + leaves[i].Path] =
                    parameter.Ordinal >= own && value.Type is MemoryType { Kind: MemoryKind.Array, Element: ScalarType element }
                        ? _builder.Emit(OpCode.View, MemoryType.Span(element), [value], value.Name)
                        : value;
            }
        }

        return named;
    }
}
