using Adjoint.Generator.Frontend;
using Adjoint.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Adjoint.Frontend.Tests;

/// <summary>Members of a class, one of them <c>[Differentiable] F</c>: compiled, lowered, and run both ways.</summary>
internal sealed class Snippet
{
    private static readonly IReadOnlyList<MetadataReference> References =
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))
            .ToList();

    private CompiledRun? _compiled;

    private Snippet(CSharpCompilation compilation, IMethodSymbol method)
    {
        Compilation = compilation;
        Method = method;
        Result = MethodLowering.Lower(method, compilation, CancellationToken.None);
    }

    public CSharpCompilation Compilation { get; }

    public IMethodSymbol Method { get; }

    public LoweringResult Result { get; }

    /// <summary>The module; the test fails where there is none.</summary>
    public Module Module
    {
        get
        {
            Assert.Null(Result.InternalError);
            Assert.DoesNotContain(Result.Rejections, rejection => rejection.Severity == RejectionSeverity.Error);
            Assert.NotNull(Result.Module);
            return Result.Module;
        }
    }

    public string Text => Printer.Print(Module);

    /// <param name="members">The members of the class that holds F.</param>
    /// <param name="types">Further types of the namespace.</param>
    /// <param name="checkOverflow">The project's setting.</param>
    /// <param name="mayBeIncomplete">Whether the code may have errors.</param>
    public static Snippet Of(string members, string types = "", bool checkOverflow = false, bool mayBeIncomplete = false)
    {
        string source = $$"""
            using System;
            using System.Collections.Generic;
            using System.Diagnostics;
            using System.Linq;
            using Adjoint;

            namespace Test
            {
                public static partial class Code
                {
                    {{members}}
                }

                {{types}}
            }
            """;
        CSharpCompilation compilation = Compile("Snippet", source, checkOverflow);
        if (!mayBeIncomplete)
        {
            AssertNoErrors(compilation);
        }

        SyntaxTree tree = compilation.SyntaxTrees[0];
        SemanticModel model = compilation.GetSemanticModel(tree);
        MethodDeclarationSyntax declaration = tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
            .First(method => method.AttributeLists.ToString().Contains("[Differentiable", StringComparison.Ordinal));
        return new Snippet(compilation, model.GetDeclaredSymbol(declaration)!);
    }

    public static CSharpCompilation Compile(string name, string source, bool checkOverflow, params MetadataReference[] more) => CSharpCompilation.Create(
        name,
        [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Preview, preprocessorSymbols: ["DEBUG"]), path: "Code.cs")],
        [.. References, .. more],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, checkOverflow: checkOverflow, nullableContextOptions: NullableContextOptions.Annotations));

    public static void AssertNoErrors(CSharpCompilation compilation) =>
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));

    public static byte[] Image(CSharpCompilation compilation)
    {
        using MemoryStream stream = new();
        Microsoft.CodeAnalysis.Emit.EmitResult result = compilation.Emit(stream);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return stream.ToArray();
    }

    /// <summary>Runs the compiled C# and the lowered IR on equal arguments, and asserts that results, memory and exceptions are equal.</summary>
    public void RunsTheSame(params object?[] arguments)
    {
        _ = Module;
        _compiled ??= new CompiledRun(this);
        Execution compiled = _compiled.Run(arguments);
        Execution interpreted = new InterpretedRun(this, _compiled).Run(arguments);
        Assert.Equal(compiled.ToString(), interpreted.ToString());
    }

    /// <summary>Compiles, lowers, verifies and runs both ways.</summary>
    public static void Same(string members, params object?[] arguments) => Of(members).RunsTheSame(arguments);

    /// <summary>The ids of what the front end has to say.</summary>
    public static string[] Rejects(string members, string types = "")
    {
        Snippet snippet = Of(members, types);
        Assert.Null(snippet.Result.InternalError);
        return snippet.Result.Rejections.Select(rejection => rejection.Id).ToArray();
    }
}
