using Adjoint.Emission.Tests.Harness;
using Adjoint.Generator.Emission;
using Adjoint.Generator.Ir;
using Adjoint.Generator.Pipeline;

namespace Adjoint.Emission.Tests;

/// <summary>Where companions stand, and how they are named where names are taken.</summary>
public sealed class ShellTests
{
    private const string Square = """
        func @"Square"(%0.x: f64) {
          %1: f64 = mul %0.x, %0.x
          yield %1
        }
        """;

    [Fact]
    public void TypesThatAreNotPartialGetExtensionMembers()
    {
        MethodModel method = Subject.Method("Square", isPartial: false);
        EmittedFile file = Emit(method, EmissionOptions.Default);
        Assert.Contains("public static partial class Samples_SubjectDerivatives", file.Prose, StringComparison.Ordinal);
        Assert.Contains("extension(global::Samples.Subject)", file.Prose, StringComparison.Ordinal);
        const string User = """
            namespace Samples { /// <summary>S.</summary>
            public static class Subject { internal static double Use() => Subject.SquareForward(3); } }
            """;
        Compiler.Load(CompilationSettings.Default, file.Prose, FileEmitter.ExtensionClassFile(MemberShell.ExtensionClass(method), true), User);
    }

    [Fact]
    public void LocalFunctionsStandInProgram()
    {
        MethodModel method = Subject.Method("Square", @namespace: "") with { IsLocalFunction = true };
        EmittedFile file = Emit(method, EmissionOptions.Default);
        Assert.Contains("partial class Program", file.Prose, StringComparison.Ordinal);
        Compiler.Load(CompilationSettings.Default, file.Prose);
    }

    [Fact]
    public void ShadowedNamesAreQualified()
    {
        const string Text = """
            func @"Square"(%0.x: rospan<f64>) {
              %1: i32 = const [literal = 0]
              %2: f64 = load %0.x, %1
              %3: f64 = math %2 [symbol = "Exp"]
              yield %3
            }
            """;
        Module module = Parser.Parse(Text);
        EmittedFile file = CompanionEmitter.Emit(
            Subject.Method("Square"), [Subject.Signature(module.Root, "SquareForward")], module, new() { ShadowedNames = new(["Math", "ReadOnlySpan"]) });
        Assert.Contains("global::System.Math.Exp", file.Prose, StringComparison.Ordinal);
        const string User = """
            namespace Samples { /// <summary>M.</summary>
            public static class Math { } /// <summary>S.</summary>
            public static partial class Subject { /// <summary>R.</summary>
            public static class ReadOnlySpan { } } }
            """;
        Compiler.Load(CompilationSettings.Default, file.Prose, User);
    }

    [Fact]
    public void ForwardMayCallTheMethodItself()
    {
        ParameterModel parameter = new("x", "double", ParameterMode.Value, null, false, false, null, null, false, ValueShape.Single, new([new LeafModel("", IrType.F64, true)]));
        MethodModel method = Subject.Method("Square") with { Parameters = new([parameter]) };
        EmittedFile file = Emit(method, new() { ForwardCallsPrimal = true });
        Assert.Contains("public static double SquareForward(double x) => Square(x);", file.Prose, StringComparison.Ordinal);
    }

    [Fact]
    public void CheckComparesTheGradientWithDifferences()
    {
        const string Gradient = """
            func @"Square:gradient"(%0.x: f64) {
              %1: f64 = mul %0.x, %0.x
              %2: f64 = add %0.x, %0.x
              yield %1, %2
            }
            """;
        ParameterModel parameter = new("x", "double", ParameterMode.Value, null, false, false, null, null, false, ValueShape.Single, new([new LeafModel("", IrType.F64, true)]));
        const int GradientAndCheck = 1 | 128;
        MethodModel method = Subject.Method("Square") with
        {
            Parameters = new([parameter]),
            ReturnTypeText = "double",
            ReturnLeaves = new([new LeafModel("", IrType.F64, true)]),
            ReturnShape = ValueShape.Single,
            Derivatives = GradientAndCheck,
        };
        Module module = Parser.Parse(Gradient);
        IReadOnlyList<CompanionSignature> companions = CompanionSignatures.Of(method, "Square");
        string prose = CompanionEmitter.Emit(method, companions, module, EmissionOptions.Default with { ForwardCallsPrimal = true }).Prose;
        const string User = """
            namespace Samples { /// <summary>S.</summary>
            public static partial class Subject { internal static double Square(double x) => x * x; } }
            """;
        Type type = Compiler.Load(CompilationSettings.Default, prose, User).GetType("Samples.Subject")!;
        CheckResult result = (CheckResult)type.GetMethod("SquareCheck")!.Invoke(null, [3.0, 0.0])!;
        result.Assert(1e-7);
        Assert.Equal(1, result.Count);
    }

    private static EmittedFile Emit(MethodModel method, EmissionOptions options)
    {
        Module module = Parser.Parse(Square);
        return CompanionEmitter.Emit(method, [Subject.Signature(module.Root, "SquareForward")], module, options);
    }
}
