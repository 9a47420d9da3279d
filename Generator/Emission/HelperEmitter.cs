using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Emission;

/// <summary>Writes a function that companions call as a private static method.</summary>
internal sealed class HelperEmitter(EmissionModule module, BodyEmitter bodies)
{
    public void Write(SourceWriter writer, Function function)
    {
        List<string> parameters = Names(function.Parameters, "argument", []);
        List<int> outs = Enumerable.Range(0, function.Results.Count)
            .Where(i => function.Results.Count > 1 && HelperShape.IsOut(function.Results[i].Type)).ToList();
        List<string> outNames = Names(outs.Select(i => function.Results[i]).ToList(), "result", parameters);
        List<string> declarations = parameters
            .Select((name, i) => module.Types.Of(function.Parameters[i].Type) + " " + Identifiers.Escape(name))
            .Concat(outs.Select((index, i) => "out " + module.Types.Of(function.Results[index].Type) + " " + Identifiers.Escape(outNames[i])))
            .ToList();
        List<int> returned = Enumerable.Range(0, function.Results.Count).Except(outs).ToList();
        foreach (string line in HelperDescription.Of(function))
        {
            writer.Line("// " + line);
        }

        DeclarationText.Write(
            writer,
            "private static " + HelperShape.ReturnType(function, module.Types) + " " + module.HelperName(function.Name),
            declarations);
        writer.OpenBrace();
        bodies.Write(writer, function, new()
        {
            Bindings = parameters.Select(Identifiers.Escape).ToList(),
            ReservedNames = [.. parameters, .. outNames],
            Outs = outs.Select((index, i) => Identifiers.Escape(outNames[i]) + " = {" + NumberText.Invariant(index) + "};").ToList(),
            ReturnFormat = returned.Count switch
            {
                0 => "",
                1 => "{" + NumberText.Invariant(returned[0]) + "}",
                _ => "(" + string.Join(", ", returned.Select(i => "{" + NumberText.Invariant(i) + "}")) + ")",
            },
            ReturnsLocation = returned.Count == 1 && function.Results[returned[0]].Type is MemoryType { Kind: MemoryKind.Ref },
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
