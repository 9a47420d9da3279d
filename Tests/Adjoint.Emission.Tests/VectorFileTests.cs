using System.Reflection;
using Adjoint.Emission.Tests.Harness;
using Adjoint.Generator.Emission;
using Adjoint.Generator.Ir;
using Adjoint.Generator.Tests.Ir;
using Adjoint.Generator.Vectorization;
using Module = Adjoint.Generator.Ir.Module;

namespace Adjoint.Emission.Tests;

/// <summary>Vectorised loops: prose in one file, one method a width in the other, the same values.</summary>
public sealed class VectorFileTests
{
    private const string Loops = """
        func @"Samples.Subject.Compute"(%0.w: rospan<f32>, %1.x: rospan<f32>, %2.y: span<f32>, %3.scale: f32) {
          %4: i32 = const [literal = 0]
          %5: i32 = length %0.w
          %6: f32 = const [literal = 0.0]
          %7.sum: f32 = for %4, %5, %6 [number = 1, independent(Sum)] { (%8.i: i32, %9.sum: f32)
            %10: f32 = load %0.w, %8.i @2 "sum += w[i] * x[i]"
            %11: f32 = load %1.x, %8.i @2 "sum += w[i] * x[i]"
            %12: f32 = mul %10, %11 @2 "sum += w[i] * x[i]"
            %13.sum: f32 = add %9.sum, %12 @2 "sum += w[i] * x[i]"
            yield %13.sum
          } @1 "for (int i = 0; i < w.Length; i++)"
          for %4, %5 [number = 1, independent()] { (%14.i: i32)
            %15: f32 = load %1.x, %14.i @4 "y[i] += scale * Tanh(x[i])"
            %16: f32 = math %15 [symbol = "Tanh"] @4 "y[i] += scale * Tanh(x[i])"
            %17: f32 = mul %3.scale, %16 @4 "y[i] += scale * Tanh(x[i])"
            accumulate %2.y, %17, %14.i @4 "y[i] += scale * Tanh(x[i])"
            yield
          } @3 "for (int i = 0; i < w.Length; i++)"
          yield %7.sum
        }
        """;

    [Fact]
    public void ProseCallsTheLoopAndQuotesItsStatement()
    {
        string prose = Emit().Prose;
        Assert.Contains("// sum += w[i] * x[i]", prose, StringComparison.Ordinal);
        Assert.DoesNotContain("for (", prose, StringComparison.Ordinal);
        Assert.DoesNotContain("Vector512", prose, StringComparison.Ordinal);
    }

    [Fact]
    public void BothFilesCompileUnderEverySetting()
    {
        EmittedFile file = Emit();
        Assert.All(CompilationSettings.All, settings => Compiler.Load(settings, file.Prose, file.Vector!, Driver()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(200)]
    public void ValuesAreThoseOfTheLoop(int length)
    {
        EmittedFile file = Emit();
        Assembly assembly = Compiler.Load(CompilationSettings.Default, file.Prose, file.Vector!, Driver());
        object?[] ours = Arguments(length);
        object?[] theirs = Arguments(length);
        float value = (float)((object?[])assembly.GetType("Samples.Subject")!.GetMethod("RunCompute")!.Invoke(null, [ours])!)[0]!;
        float expected = (float)Interpreter.Run(Parser.Parse(Loops), "Samples.Subject.Compute", theirs)[0]!;
        Assert.Equal(expected, value, 1e-4f * (1 + Math.Abs(expected)));
        Assert.All(Enumerable.Range(0, length), i => Assert.Equal(((float[])theirs[2]!)[i], ((float[])ours[2]!)[i], 1e-5f));
    }

    private static object?[] Arguments(int length)
    {
        Random random = new(length);
        float[] Numbers() => Enumerable.Range(0, length).Select(_ => (float)random.NextDouble() - 0.5f).ToArray();
        return [Numbers(), Numbers(), Numbers(), 0.75f];
    }

    private static EmittedFile Emit()
    {
        VectorizationResult vectorized = Vectorizer.Run(Parser.Parse(Loops));
        return Subject.Emit(vectorized.Module, "Samples.Subject.Compute", "Compute", new() { VectorHelpers = vectorized.Helpers });
    }

    private static string Driver()
    {
        Module module = Parser.Parse(Loops);
        return Subject.DriverFile([Subject.Driver(module.Root, "Compute")]);
    }
}
