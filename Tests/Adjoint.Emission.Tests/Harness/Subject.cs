using System.Globalization;
using Adjoint.Generator.Emission;
using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;
using Adjoint.Generator.Pipeline;

namespace Adjoint.Emission.Tests.Harness;

/// <summary>Makes of an IR function the model of a method whose companion has the function's own parameters and results.</summary>
internal static class Subject
{
    public const string Namespace = "Samples";
    public const string TypeName = "Subject";

    public static MethodModel Method(string name, bool checkOverflow = false, bool isPartial = true, string @namespace = Namespace) => new(
        @namespace,
        new([new TypeShell("class", TypeName, isPartial, true)]),
        name,
        "public",
        IsStatic: true,
        IsExtension: false,
        IsLocalFunction: false,
        default,
        "void",
        default,
        ValueShape.Single,
        0,
        Strict: false,
        0,
        name,
        $"{@namespace}.{TypeName}.{name}",
        1,
        "Subject.cs",
        checkOverflow);

    public static CompanionSignature Signature(Function function, string name, CompanionKind kind = CompanionKind.Forward)
    {
        TypeNames types = new(Namespace, ["Span", "ReadOnlySpan", "Rows", "Tape"]);
        List<string> names = Names(function);
        return new(
            kind,
            name,
            function.Name,
            ReturnType(function, types),
            function.Parameters.Select((parameter, i) =>
                new CompanionParameter($"{types.Of(parameter.Type)} {names[i]}", names[i], $"The parameter {names[i].TrimStart('@')}.")).ToEquatableArray(),
            names.ToEquatableArray(),
            default,
            default,
            function.Results.Count switch
            {
                0 => "",
                1 => "{0}",
                _ => "(" + string.Join(", ", function.Results.Select((_, i) => "{" + i.ToString(CultureInfo.InvariantCulture) + "}")) + ")",
            },
            "What the function computes.",
            function.Results.Count == 0 ? "" : "Its results.");
    }

    public static EmittedFile Emit(Module module, string function, string name, EmissionOptions? options = null, bool checkOverflow = false) =>
        CompanionEmitter.Emit(Method(name, checkOverflow), [Signature(module.Find(function)!, name)], module, options ?? EmissionOptions.Default);

    /// <summary>A method that takes boxed arguments and gives boxed results, because spans cannot pass through reflection.</summary>
    public static string Driver(Function function, string name)
    {
        TypeNames types = new(Namespace, ["Span", "ReadOnlySpan", "Rows", "Tape"]);
        IEnumerable<string> arguments = function.Parameters.Select((parameter, i) => parameter.Type switch
        {
            MemoryType { Kind: MemoryKind.Ref } location => $"ref (({types.Of(location.Element)}[])arguments[{i}]!)[0]",
            MemoryType { Kind: MemoryKind.Grid } grid => $"({types.Of(grid)})arguments[{i}]!",
            MemoryType memory => $"({types.Of(memory with { Kind = MemoryKind.Array })})arguments[{i}]!",
            { } type => $"({types.Of(type)})arguments[{i}]!",
        });
        string call = $"{name}({string.Join(", ", arguments)})";
        string body = function.Results.Count switch
        {
            0 => $"{call}; return new object?[0];",
            1 => $"return new object?[] {{ {call} }};",
            _ => $"var results = {call}; return new object?[] {{ {string.Join(", ", function.Results.Select((_, i) => $"results.Item{i + 1}"))} }};",
        };
        return $"/// <summary>Runs {name}.</summary>\n/// <param name=\"arguments\">Boxed.</param>\n/// <returns>Boxed.</returns>\n"
            + $"public static object?[] Run{name}(object?[] arguments) {{ {body} }}\n";
    }

    public static string DriverFile(IEnumerable<string> drivers) =>
        $"#nullable enable\nnamespace {Namespace};\n/// <summary>Drivers.</summary>\npublic static partial class {TypeName}\n{{\n{string.Join("\n", drivers)}}}\n";

    private static List<string> Names(Function function)
    {
        List<string> names = [];
        foreach (Value parameter in function.Parameters)
        {
            string name = parameter.Name ?? "p" + parameter.Id.ToString(CultureInfo.InvariantCulture);
            name = names.Contains(name) ? name + parameter.Id.ToString(CultureInfo.InvariantCulture) : name;
            names.Add(Adjoint.Generator.Emission.Identifiers.Escape(name));
        }

        return names;
    }

    private static string ReturnType(Function function, TypeNames types) => function.Results.Count switch
    {
        0 => "void",
        1 => types.Of(function.Results[0].Type),
        _ => "(" + string.Join(", ", function.Results.Select(result => types.Of(result.Type))) + ")",
    };
}
