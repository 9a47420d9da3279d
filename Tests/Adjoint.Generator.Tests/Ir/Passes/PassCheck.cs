namespace Adjoint.Generator.Tests.Ir;

/// <summary>How <see cref="PassHarness.Check"/> tries a pass.</summary>
public sealed record PassCheck
{
    /// <summary>Number of random programs. The environment variable <c>ADJOINT_PROGRAMS</c> replaces it.</summary>
    public int Programs { get; init; } = 150;

    /// <summary>The seed of the first program; the next ones count up. The environment variable <c>ADJOINT_SEED</c> replaces it.</summary>
    public int FirstSeed { get; init; } = 1;

    /// <summary>Runs of each program, each with other arguments.</summary>
    public int Inputs { get; init; } = 4;

    /// <summary>
    /// Whether the pass may contract <c>a * b + c</c> and reassociate sums. Then values need only agree to within what
    /// rounding errors of a few units in the last place, made everywhere at random, do to them; else bit for bit.
    /// </summary>
    public bool Rounding { get; init; }

    /// <summary>Whether memory must be equal also where the program throws. The contract leaves it unspecified.</summary>
    public bool MemoryAfterThrow { get; init; }

    /// <summary>What the programs are made of.</summary>
    public RandomOptions Options { get; init; } = new();
}
