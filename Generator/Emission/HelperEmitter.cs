using Adjoint.Generator.Ir;
using Adjoint.Generator.Vectorization;

namespace Adjoint.Generator.Emission;

/// <summary>Writes a function that companions call as a private static method.</summary>
internal sealed class HelperEmitter(EmissionModule module, BodyEmitter bodies)
{
    public void Write(SourceWriter writer, Function function)
    {
        List<string> parameters = Names(function.Parameters, "argument", []);
        List<int> spans = Enumerable.Range(0, function.Parameters.Count)
            .Where(i => function.Parameters[i].Type is MemoryType { Kind: MemoryKind.Array } && Escapes.IsPlain(function.Parameters[i].Type)
                && module.Escapes.OfParameter(function.Name, i) == Reach.Names)
            .ToList();
        List<int> outs = Enumerable.Range(0, function.Results.Count)
            .Where(i => function.Results.Count > 1 && HelperShape.IsOut(function.Results[i].Type)).ToList();
        List<string> outNames = Names(outs.Select(i => function.Results[i]).ToList(), "result", parameters);
        List<string> declarations = parameters
            .Select((name, i) => module.Types.Of(spans.Contains(i) ? MemoryType.Span(((MemoryType)function.Parameters[i].Type).Element) : function.Parameters[i].Type) + " " + Identifiers.Escape(name))
            .Concat(outs.Select((index, i) => "out " + module.Types.Of(function.Results[index].Type) + " " + Identifiers.Escape(outNames[i])))
            .ToList();
        List<int> returned = Enumerable.Range(0, function.Results.Count).Except(outs).ToList();
        VectorHelper? family = module.VectorHelperOf(function.Name);
        writer.Line("// " + LineBreaking.Joined(HelperDescription.Of(function, family)));
        foreach (string fate in module.RemarksOn(function.Name))
        {
            writer.Line("// " + LineBreaking.Joined(fate));
        }

        bool dispatches = family is not null && module.IsDispatch(function.Name);
        if (family is { IsInlined: true } && !function.Name.EndsWith(VectorHelper.ScalarSuffix, StringComparison.Ordinal))
        {
            writer.Line("[" + module.Types.Known("MethodImpl") + "(" + module.Types.Known("MethodImplOptions") + ".AggressiveInlining)]");
        }

        DeclarationText.Write(
            writer,
            "private static " + HelperShape.ReturnType(function, module.Types) + " " + module.HelperName(function.Name),
            declarations);
        writer.OpenBrace();
        if (dispatches)
        {
            IEnumerable<string> given = parameters.Select((name, i) =>
                (function.Parameters[i].Type is MemoryType { Kind: MemoryKind.Ref } ? "ref " : "") + Identifiers.Escape(name));
            VectorDispatch.Write(writer, module, family!, [.. given, .. outNames.Select(name => "out " + Identifiers.Escape(name))],
                function.Results.Count > 0 && returned.Count > 0);
            writer.CloseBrace();
            return;
        }

        bodies.Write(writer, function, new()
        {
            Bindings = parameters.Select(Identifiers.Escape).ToList(),
            SpanParameters = spans,
            ReservedNames = [.. parameters, .. outNames],
            Outs = outs.Select((index, i) => Identifiers.Escape(outNames[i]) + " = {" + NumberText.Invariant(index) + "};").ToList(),
            ReturnFormat = returned.Count switch
            {
                0 => "",
                1 => "{" + NumberText.Invariant(returned[0]) + "}",
                _ => "(" + string.Join(", ", returned.Select(i => "{" + NumberText.Invariant(i) + "}")) + ")",
            },
            ReturnsLocation = returned.Count == 1 && function.Results[returned[0]].Type is MemoryType { Kind: MemoryKind.Ref },
            HasComments = family is null,
            IsBackward = function.Name.EndsWith(":reverse", StringComparison.Ordinal),
            AssignableParameter = i => function.Parameters[i].Type is ScalarType ? parameters[i] : null,
        });
        writer.CloseBrace();
    }

    private static List<string> Names(IReadOnlyList<Value> values, string fallback, IReadOnlyList<string> taken)
    {
        HashSet<string> used = new(taken, StringComparer.Ordinal);
        List<string> names = [];
        foreach (Value value in values)
        {
            string wanted = Identifiers.Legal(value.Name) ?? fallback;
            string name = wanted;
            for (int i = 1; Identifiers.IsContextual(name) || !used.Add(name); i++)
            {
                name = wanted + NumberText.Invariant(i);
            }

            names.Add(name);
        }

        return names;
    }
}
