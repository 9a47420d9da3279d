using Adjoint.Emission.Tests.Harness;
using Adjoint.Generator.Ir;

namespace Adjoint.Emission.Tests;

/// <summary>Small functions whose whole text is known.</summary>
public sealed class ReadableTests
{
    [Fact]
    public void SumIsAForLoopWithTheUsersNames() => Check(
        """
        (%0.w: rospan<f32>, %1.b: f32, %2.x: rospan<f32>) {
          %3: i32 = const [literal = 0]
          %4: i32 = length %0.w
          %5.z: f32 = for %3, %4, %1.b [number = 1, independent(Sum)] { (%6.i: i32, %7.z: f32)
            %8: f32 = load %0.w, %6.i
            %9: f32 = load %2.x, %6.i
            %10: f32 = mul %8, %9
            %11.z: f32 = add %7.z, %10
            yield %11.z
          } @1 "for (int i = 0; i < w.Length; i++)"
          yield %5.z
        }
        """,
        """
        float z = b;
        for (int i = 0; i < w.Length; i++)
        {
            z += w[i] * x[i];
        }

        return z;
        """);

    private static void Check(string function, string body)
    {
        Module module = Parser.Parse("func @\"Samples.Subject.Compute\"" + function);
        Verifier.Check(module, "writing the test");
        string prose = Subject.Emit(module, module.Root.Name, "Compute").Prose;
        Compiler.Load(CompilationSettings.Default, prose, Subject.DriverFile([Subject.Driver(module.Root, "Compute")]));
        Assert.Equal(body.Trim(), Body(prose));
    }

    // What stands between the braces of the method, without its indentation.
    private static string Body(string prose)
    {
        string[] lines = prose.Split('\n');
        int open = Array.FindIndex(lines, line => line == "    {");
        int close = Array.FindIndex(lines, line => line == "    }");
        return string.Join("\n", lines[(open + 1)..close].Select(line => line.Length > 8 ? line[8..] : line));
    }
}
