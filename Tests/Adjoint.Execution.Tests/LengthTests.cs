using Adjoint.Execution.Tests.Harness;

namespace Adjoint.Execution.Tests;

/// <summary>Loops that become vector code, at every length around the widths of registers. Run again with registers switched off.</summary>
[Trait("Category", "Vector")]
public sealed class LengthTests
{
    private static readonly int[] Lengths = [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 67];

    public static TheoryData<string, string> Loops => new()
    {
        { "dot", "public static T F(ReadOnlySpan<T> a, ReadOnlySpan<T> b) { T s = 1; for (int i = 0; i < a.Length; i++) s += a[i] * b[i]; return s; }" },
        { "squares", "public static T F(T[] a, T[] b) { T s = 0, t = 1; for (int i = 0; i < a.Length; i++) { T d = a[i] - b[i]; s += d * d; t += a[i]; } return s * t; }" },
        { "elementary", "public static T F(ReadOnlySpan<T> a, ReadOnlySpan<T> b) { T s = 0; for (int i = 0; i < a.Length; i++) s += M.Exp(a[i]) * M.Tanh(b[i]); return s; }" },
        { "branch", "public static T F(ReadOnlySpan<T> a, ReadOnlySpan<T> b) { T s = 0; for (int i = 0; i < a.Length; i++) { T d = a[i] - b[i]; if (d > 0) s += d * d * a[i]; else s -= d * d * d; } return s; }" },
        { "map", "public static T F(T[] a, T[] b) { for (int i = 0; i < a.Length; i++) a[i] = a[i] * b[i] + b[i]; T s = 0; for (int i = 0; i < a.Length; i++) s += a[i] * a[i]; return s; }" },
    };

    [Theory]
    [MemberData(nameof(Loops))]
    public void Doubles_agree_with_differences(string name, string method) => Run(name, method, "double", "Math", 2e-6);

    [Theory]
    [MemberData(nameof(Loops))]
    public void Singles_agree_with_differences(string name, string method) => Run(name, method, "float", "MathF", 3e-2);

    private static void Run(string name, string method, string type, string library, double tolerance)
    {
        Assert.NotEmpty(name);
        string set = "Derivatives.Gradient | Derivatives.Vjp | Derivatives.Jvp" + (type == "double" ? " | Derivatives.Hvp" : string.Empty);
        string source = new Case(
            "public static int N = 0; static T[] Make(int seed) { T[] made = new T[N]; for (int i = 0; i < N; i++) made[i] = (T)Math.Sin(i * 1.7 + seed); return made; } "
                + "public static T[] A => Make(1); public static T[] B => Make(5); [Differentiable(" + set + ")] " + method,
            []).Program.Replace("using System;", $"using System; using T = {type}; using M = System.{library};", StringComparison.Ordinal);
        (CompiledProgram program, IGradientProgram driver) = GradientCheck.Build(
            source, new Dictionary<string, string>(StringComparer.Ordinal) { ["a"] = "P.A", ["b"] = "P.B" });
        foreach (int length in Lengths)
        {
            program.Assembly.GetType("P")!.GetField("N")!.SetValue(null, length);
            List<string> faults = GradientCheck.Faults(driver, tolerance);
            Assert.True(faults.Count == 0, $"length {length}: {string.Join("\n", faults)}\n\n{string.Join("\n\n", program.Generated.Values)}");
        }
    }
}
