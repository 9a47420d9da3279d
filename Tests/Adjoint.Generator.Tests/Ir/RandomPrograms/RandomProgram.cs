using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Tests.Ir;

/// <summary>A verified random module, whose root is called <c>root</c>, and inputs for it.</summary>
public sealed record RandomProgram(int Seed, RandomOptions Options, Module Module)
{
    /// <summary>New arguments for the root; the same <paramref name="input"/> gives equal ones, aliased in the same way.</summary>
    /// <remarks>Now and then an input has memory of length zero, and, unless the root forbids it, memory that overlaps.</remarks>
    public object?[] Arguments(int input) => new RandomArguments(Module, Options, new Random(unchecked((Seed * 7919) + input))).Create();

    /// <summary>How <c>opaque</c> operations are answered: a new function for each run, that answers equal runs equally.</summary>
    public static Func<string, IReadOnlyList<object?>, object?> Answers()
    {
        int asked = 0;
        return (symbol, _) => symbol.StartsWith("Draw", StringComparison.Ordinal) ? 0.25 + (0.125 * (++asked % 7)) : null;
    }
}
