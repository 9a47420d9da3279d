using System.Globalization;
using Adjoint.Execution.Tests.Harness;
using Adjoint.RandomPrograms.Tests.Ir;
using Xunit.Abstractions;

namespace Adjoint.RandomPrograms.Tests.Programs;

/// <summary>Random C# programs through the whole compiler. See <c>docs/testing.md</c> for runs of any length.</summary>
public sealed class RandomProgramTests(ITestOutputHelper output)
{
    private const int BatchSize = 50;

    [Fact]
    public void Companions_of_random_programs_are_right() => Check(1, 500, patterns: false);

    /// <summary>With <c>switch</c>, nullable values and patterns.</summary>
    [Fact]
    public void Companions_of_random_programs_with_patterns_are_right() => Check(5001, 150, patterns: true);

    // Each program is differentiated rightly or refused with a diagnostic, and few are refused.
    private void Check(int firstSeed, int programs, bool patterns)
    {
        int first = Settings.FirstSeed(firstSeed);
        int count = Settings.Programs(programs);
        List<(RandomCSharp Program, string Text)> faults = [];
        List<string> refusals = [];
        int points = 0, secondPoints = 0;
        for (int start = first; start < first + count; start += BatchSize)
        {
            ProgramBatch batch = new(Enumerable.Range(start, Math.Min(BatchSize, first + count - start)).Select(seed => ProgramWriter.Write(seed, patterns)));
            Dictionary<int, IGradientProgram> loaded = batch.Load();
            foreach (RandomCSharp program in batch.Programs)
            {
                string? fault = batch.Failures.GetValueOrDefault(program.Seed);
                if (loaded.TryGetValue(program.Seed, out IGradientProgram? running))
                {
                    ProgramCheck check = ProgramCheck.Of(running, program);
                    fault = Guarded(() => check.Fault());
                    points += check.Points;
                    secondPoints += check.SecondPoints;
                }

                if (fault is not null && fault.StartsWith("refused", StringComparison.Ordinal))
                {
                    refusals.Add(Line(program, fault));
                }
                else if (fault is not null)
                {
                    faults.Add((program, fault));
                }
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} programs, {refusals.Count} refused, {faults.Count} wrong, {points} points compared, {secondPoints} of them with second derivatives"));
        refusals.ForEach(output.WriteLine);
        if (faults.Count > 0)
        {
            Assert.Fail($"{faults.Count} of {count} programs fail\n"
                + string.Join("\n", faults.Take(40).Select(fault => Line(fault.Program, fault.Text)))
                + "\n\n" + ProgramReducer.Explain(faults[0].Program));
        }

        Assert.True(refusals.Count * 100 <= MaxRefused * count, $"{refusals.Count} of {count} programs are refused:\n" + string.Join("\n", refusals));

        // Points near kinks are passed over, but not most of them.
        Assert.True(points > count - refusals.Count, $"only {points} points of {count - refusals.Count} programs could be compared");
        Assert.True(secondPoints * 20 > count, $"only {secondPoints} points of {count} programs had second derivatives to compare");
    }

    /// <summary>The greatest share of programs that may be refused, in percent.</summary>
    private const int MaxRefused = 5;

    private static string Line(RandomCSharp program, string fault) =>
        string.Create(CultureInfo.InvariantCulture, $"seed {program.Seed}: {string.Concat(fault.Split("   at ")[0].ReplaceLineEndings(" ").Take(400))}");

    internal static string? Guarded(Func<string?> check)
    {
        try
        {
            return check();
        }
        catch (Exception exception)
        {
            return $"{exception.GetType().Name}: {exception.Message}\n{exception.StackTrace}";
        }
    }
}
