using Adjoint.Generator.Infrastructure;

namespace Adjoint.Generator.Pipeline;

/// <summary>What companions that move along a direction have in common: a tangent for each differentiable parameter.</summary>
internal abstract class TangentSignature(MethodModel method, string function) : SignatureBuilder(method, function)
{
    private readonly List<(ParameterModel Parameter, string Tangent)> _outs = [];

    /// <summary>Adds the tangents; gives what reads them, for the leaves that the IR function takes.</summary>
    protected List<string> AddTangents(ArgumentGuards guards)
    {
        List<string> bindings = [];
        foreach (ParameterModel parameter in Method.Parameters.Where(parameter => parameter.Differentiable))
        {
            string mode = parameter.Mode is ParameterMode.Ref or ParameterMode.Out ? ModeText(parameter.Mode) : string.Empty;
            string words = parameter.Mode == ParameterMode.Out
                ? $"The tangent of {parameter.Name}."
                : $"The direction in which {parameter.Name} moves{(parameter.Written ? ", on return that of what is left there" : string.Empty)}"
                    + (parameter.ByReference ? $"; {ArgumentGuards.Shape(parameter)}." : ".");
            string name = Add(mode + parameter.TangentTypeText, parameter.Name + "Tangent", words);
            if (parameter.Mode == ParameterMode.Out)
            {
                _outs.Add((parameter, name));
                continue;
            }

            bindings.AddRange(parameter.Leaves.Where(leaf => leaf.Differentiable).Select(leaf => Binding(name, leaf, isDerivative: true)));
            if (parameter.ByReference)
            {
                guards.Tangent(parameter, name);
            }
        }

        return bindings;
    }

    /// <summary>Assignments of the <c>out</c> tangents from IR results, of which every floating <c>out</c> leaf has one.</summary>
    /// <param name="first">The first of them.</param>
    protected IEnumerable<string> OutTangents(int first)
    {
        int next = first;
        foreach (ParameterModel parameter in Outputs)
        {
            if (_outs.FirstOrDefault(pair => pair.Parameter == parameter).Tangent is string name)
            {
                yield return $"{name} = {Tangent(parameter.Shape, parameter.Leaves, next, Method.ReturnLeaves.Count + Outputs.TakeWhile(other => other != parameter).Sum(other => other.Leaves.Count))};";
            }

            next += parameter.Leaves.Count(Floating);
        }
    }

    /// <summary>A tangent from IR results; the presence of a nullable tangent is that of the value.</summary>
    protected static string Tangent(ValueShape shape, EquatableArray<LeafModel> leaves, int first, int values)
    {
        int next = first;
        List<string?> texts = [];
        for (int i = 0; i < leaves.Count; i++)
        {
            bool presence = leaves[i].Path.EndsWith(".HasValue", StringComparison.Ordinal);
            string? tangent = Floating(leaves[i]) ? Hole(next++) : presence ? Hole(values + i) : null;
            texts.Add(Floating(leaves[i]) && !leaves[i].Differentiable ? null : tangent);
        }

        return shape.Compose(texts);
    }
}
