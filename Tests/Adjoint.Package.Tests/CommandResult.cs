using System.Text.RegularExpressions;

namespace Adjoint.Package.Tests;

/// <summary>How a command ended, and what it said.</summary>
internal sealed partial record CommandResult(string Command, int ExitCode, string Output)
{
    public CommandResult RequireSuccess()
    {
        Assert.True(ExitCode == 0, $"'{Command}' ended with code {ExitCode}:\n{Output}");
        return this;
    }

    /// <summary>Success without a warning, of the compiler, of NuGet or of the trimmer.</summary>
    public CommandResult RequireNoWarning()
    {
        RequireSuccess();
        Assert.False(Warning().IsMatch(Output), $"'{Command}' warns:\n{Output}");
        return this;
    }

    [GeneratedRegex(@"warning\s*:|warning\s+[A-Z]+\d+|\b[1-9]\d* Warning\(s\)")]
    private static partial Regex Warning();
}
