using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using Adjoint.Generator.Frontend;
using Adjoint.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Adjoint.Frontend.Tests;

/// <summary>
/// Runs the C# itself, through a driver that takes boxed arguments. The driver also evaluates the texts of <c>opaque</c> and
/// <c>throw</c> operations, which shows that they are valid C# and mean what they should.
/// </summary>
internal sealed class CompiledRun
{
    private readonly Snippet _snippet;
    private readonly Type _driver;

    public CompiledRun(Snippet snippet)
    {
        _snippet = snippet;
        byte[] image = Snippet.Image(snippet.Compilation);
        CSharpCompilation driver = Snippet.Compile("Driver", Driver(), false, MetadataReference.CreateFromImage(image));
        AssemblyLoadContext context = new("snippet", isCollectible: true);
        Assembly code = context.LoadFromStream(new MemoryStream(image));
        context.Resolving += (_, name) => name.Name == "Snippet" ? code : null;
        _driver = context.LoadFromStream(new MemoryStream(Snippet.Image(driver))).GetType("Driver")!;
        Code = code;
    }

    public Assembly Code { get; }

    public object? OpaqueTexts(string symbol, IReadOnlyList<object?> operands)
    {
        try
        {
            return _driver.GetMethod("Opaque")!.Invoke(null, [symbol, operands.ToArray()]);
        }
        catch (TargetInvocationException failure)
        {
            throw failure.InnerException!;
        }
    }

    public Execution Run(object?[] arguments)
    {
        object?[] given = arguments.Select(argument => Arguments.Copy(argument, Code)).ToArray();
        try
        {
            object?[] results = (object?[])_driver.GetMethod("Run")!.Invoke(null, [given])!;
            return new Execution(results, given.Where(argument => argument is not string).Select(Arguments.Contents).ToArray(), null);
        }
        catch (TargetInvocationException failure)
        {
            return new Execution([], [], failure.InnerException!.GetType().Name);
        }
    }

    private string Driver()
    {
        IMethodSymbol method = _snippet.Method;
        string[] types = method.Parameters.Select(parameter => parameter.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)).ToArray();
        IEnumerable<string> locals = method.Parameters.Select((parameter, i) => parameter.RefKind == RefKind.Out
            ? ""
            : $"{types[i]} p{i} = {Incoming(parameter.Type, types[i], i)};");
        string passed = string.Join(", ", method.Parameters.Select((parameter, i) => parameter.RefKind switch
        {
            RefKind.Out => $"out {types[i]} p{i}",
            RefKind.Ref => $"ref p{i}",
            _ => $"p{i}",
        }));
        IEnumerable<string> after = method.Parameters
            .Select((parameter, i) => parameter.RefKind == RefKind.Ref ? $"a[{i}] = p{i};" : "");
        IEnumerable<string> results = Leaves(method.ReturnType).Select(leaf => "r" + leaf.Path)
            .Concat(method.Parameters.SelectMany((parameter, i) =>
                parameter.RefKind == RefKind.Out ? Leaves(parameter.Type).Select(leaf => $"p{i}" + leaf.Path) : []));
        string call = $"global::Test.Code.{method.Name}({passed});";
        return $$"""
            public static class Driver
            {
                public static object[] Run(object[] a)
                {
                    {{string.Join("\n", locals)}}
                    {{(method.ReturnsVoid ? call : "var r = " + call)}}
                    {{string.Join("\n", after)}}
                    return new object[] { {{string.Join(", ", results)}} };
                }

                public static object Opaque(string symbol, object[] o)
                {
                    switch (symbol)
                    {
                        {{string.Join("\n", Operations().DistinctBy(operation => operation.Symbol).Select(Case))}}
                        default: throw new System.InvalidOperationException(symbol);
                    }
                }
            }
            """;
    }

    private static Leaf[] Leaves(ITypeSymbol type) => new TypeMapping().Leaves(type);

    private static string Incoming(ITypeSymbol type, string text, int index) => (type as INamedTypeSymbol)?.Name switch
    {
        "Span" or "ReadOnlySpan" => $"({((INamedTypeSymbol)type).TypeArguments[0]}[])a[{index}]",
        "Rows" => $"new {text}((({Pair(type)})a[{index}]).Item1, (({Pair(type)})a[{index}]).Item2)",
        _ => $"({text})a[{index}]",
    };

    private static string Pair(ITypeSymbol rows) => $"System.ValueTuple<{((INamedTypeSymbol)rows).TypeArguments[0]}[], int>";

    private IEnumerable<Operation> Operations() => _snippet.Module.Functions.SelectMany(function => All(function.Body))
        .Where(operation => operation.Code is OpCode.Opaque or OpCode.Throw);

    private static IEnumerable<Operation> All(Block block) =>
        block.Operations.SelectMany(operation => operation.Regions.SelectMany(All).Prepend(operation));

    private static string Case(Operation operation)
    {
        string text = Regex.Replace(operation.Symbol!, @"\{(\d+)\}", match =>
        {
            int index = int.Parse(match.Groups[1].Value);
            return $"(({ClassOf(operation.Operands[index].Type)})o[{index}])";
        });
        string label = "case " + SymbolDisplay.FormatLiteral(operation.Symbol!, quote: true) + ": ";
        return label + (operation.Results.Count == 0 && operation.Code == OpCode.Opaque ? text + "; return null;" : "return " + text + ";");
    }

    private static string ClassOf(IrType type) => type switch
    {
        OpaqueType opaque => opaque.Name,
        ScalarType scalar => scalar.Kind switch
        {
            ScalarKind.Bool => "bool",
            ScalarKind.I8 => "sbyte",
            ScalarKind.U8 => "byte",
            ScalarKind.I16 => "short",
            ScalarKind.U16 => "ushort",
            ScalarKind.Char => "char",
            ScalarKind.U32 => "uint",
            ScalarKind.I64 => "long",
            ScalarKind.U64 => "ulong",
            ScalarKind.F32 => "float",
            ScalarKind.F64 => "double",
            _ => "int",
        },
        MemoryType memory => ClassOf(memory.Element) + "[]",
        _ => "object",
    };
}
