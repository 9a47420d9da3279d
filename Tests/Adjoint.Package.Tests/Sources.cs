namespace Adjoint.Package.Tests;

/// <summary>The projects and programs of users that the tests build.</summary>
internal static class Sources
{
    public const string Library = """
        /// <summary>A logistic model.</summary>
        public static partial class Logistic
        {
            /// <summary>The loss of one example.</summary>
            /// <param name="w">Weights.</param>
            /// <param name="b">Bias.</param>
            /// <param name="x">Features.</param>
            /// <param name="y">Class, 0 or 1.</param>
            /// <returns>The loss.</returns>
            [Adjoint.Differentiable(nameof(w), nameof(b))]
            public static float Loss(System.ReadOnlySpan<float> w, float b, System.ReadOnlySpan<float> x, float y)
            {
                float z = b;
                for (int i = 0; i < w.Length; i++)
                {
                    z += w[i] * x[i];
                }

                return Softplus(z) - y * z;
            }

            private static float Softplus(float z) => System.MathF.Max(z, 0) + System.MathF.Log(1 + System.MathF.Exp(-System.MathF.Abs(z)));
        }

        /// <summary>A container of parameters.</summary>
        [Adjoint.Differentiable]
        public sealed partial class Line
        {
            /// <summary>The slopes.</summary>
            public double[] Slopes = new double[2];

            /// <summary>The intercept.</summary>
            public double Intercept { get; set; }
        }

        /// <summary>A model over a container.</summary>
        public static partial class Model
        {
            /// <summary>The square of the error.</summary>
            /// <param name="line">The parameters.</param>
            /// <param name="x">Features.</param>
            /// <param name="y">Target.</param>
            /// <returns>The loss.</returns>
            [Adjoint.Differentiable(nameof(line))]
            public static double Loss(Line line, double[] x, double y)
            {
                double error = line.Intercept - y;
                for (int i = 0; i < x.Length; i++)
                {
                    error += line.Slopes[i] * x[i];
                }

                return error * error;
            }
        }
        """;

    /// <summary>A main program over <see cref="Library"/>, in a culture in which nothing looks as in the invariant one.</summary>
    public const string Program = """
        System.Globalization.CultureInfo culture = new("");
        culture.NumberFormat.NegativeSign = "\u2212";
        culture.NumberFormat.NumberDecimalSeparator = ",";
        System.Globalization.CultureInfo.CurrentCulture = culture;

        float[] w = { 0.5f, -1.25f, 2f }, x = { 1f, 2f, -0.5f }, gradient = new float[3];
        (float loss, float bGradient) = Logistic.LossGradient(w, 0.25f, x, 1f, gradient);
        float z = 0.25f + 0.5f - 2.5f - 1f;
        float expected = 1 / (1 + System.MathF.Exp(-z)) - 1;
        Require(System.Math.Abs(bGradient - expected) < 1e-6);
        Require(System.Math.Abs(loss - Logistic.LossForward(w, 0.25f, x, 1f)) < 1e-6);
        for (int i = 0; i < 3; i++)
        {
            Require(System.Math.Abs(gradient[i] - expected * x[i]) < 1e-6);
        }

        Line line = new(), lineGradient = line.ZerosLike();
        double squared = Model.LossGradient(line, new[] { 1.0, 2.0 }, 3, lineGradient);
        Require(squared == 9 && lineGradient.Intercept == -6 && lineGradient.Slopes[0] == -6 && lineGradient.Slopes[1] == -12);
        try
        {
            Logistic.LossGradient(w, 0.25f, x, 1f, new float[2]);
            Require(false);
        }
        catch (System.ArgumentException error)
        {
            Require(error.ParamName == "wGradient");
        }

        System.Console.WriteLine("all is well");

        static void Require(bool condition, [System.Runtime.CompilerServices.CallerLineNumber] int line = 0)
        {
            if (!condition)
            {
                throw new System.InvalidOperationException("line " + line);
            }
        }
        """;

    /// <summary>The first experience: one file, a local function.</summary>
    public const string FileApp = """
        #:package Adjoint@{version}
        using Adjoint;

        [Differentiable]
        static double Rosenbrock(double x, double y) => (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x);

        double x = -1.2, y = 1;
        (double value, double xGradient, double yGradient) = RosenbrockGradient(x, y);
        Console.WriteLine(value.ToString("F4", null) + " " + xGradient.ToString("F4", null) + " " + yGradient.ToString("F4", null));
        """;

    public const string FileAppOutput = "24.2000 -215.6000 -88.0000";

    public static string Project(string outputType, string properties = "") => $$"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <OutputType>{{outputType}}</OutputType>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            {{properties}}
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Adjoint" Version="{version}" />
          </ItemGroup>
        </Project>
        """;
}
