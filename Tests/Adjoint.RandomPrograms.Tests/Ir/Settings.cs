using System.Globalization;

namespace Adjoint.RandomPrograms.Tests.Ir;

/// <summary>The environment variables by which a run is made longer, or one program of it is run again.</summary>
internal static class Settings
{
    /// <summary>Number of programs: <c>ADJOINT_PROGRAMS</c>.</summary>
    public static int Programs(int byDefault) => Of("ADJOINT_PROGRAMS") ?? byDefault;

    /// <summary>Seed of the first program: <c>ADJOINT_SEED</c>.</summary>
    public static int FirstSeed(int byDefault) => Of("ADJOINT_SEED") ?? byDefault;

    /// <summary>Number of programs that each mutant is tried on: <c>ADJOINT_MUTANT_PROGRAMS</c>.</summary>
    public static int MutantPrograms(int byDefault) => Of("ADJOINT_MUTANT_PROGRAMS") ?? byDefault;

    private static int? Of(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out int value) ? value : null;
}
