namespace Adjoint.RandomPrograms.Tests.Programs;

/// <summary>Random C# programs with forms that the front end does not follow everywhere.</summary>
public sealed class RandomPatternTests
{
    /// <summary>With <c>switch</c>, nullable values and patterns; a program may be refused, but never differentiated wrongly.</summary>
    [OnDemandFact("ADJOINT_PROGRAMS")]
    public void Companions_of_random_programs_with_patterns_are_right_or_refused() =>
        RandomProgramTests.Check(5001, 0, patterns: true, mayRefuse: true);
}
