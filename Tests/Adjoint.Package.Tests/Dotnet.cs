using System.Diagnostics;
using System.Text;

namespace Adjoint.Package.Tests;

/// <summary>Runs the command line tool as a user's shell would.</summary>
internal static class Dotnet
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan EndOfOutput = TimeSpan.FromSeconds(20);

    public static CommandResult Run(string folder, params string[] arguments) => Run("dotnet", folder, arguments);

    public static CommandResult Run(string program, string folder, string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // What the test host was told must not reach the commands that it starts.
        foreach (string name in start.Environment.Keys.Where(IsOfTheHost).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start.");
        StringBuilder output = new();
        TaskCompletionSource outputEnds = new(), errorEnds = new();
        process.OutputDataReceived += (_, line) => Append(output, outputEnds, line.Data);
        process.ErrorDataReceived += (_, line) => Append(output, errorEnds, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end.\n{output}");
        }

        // The end of the process is no end of its output: what it wrote last may still be on its way here. A server
        // that the command leaves behind may hold the other end open for ever, so this wait has an end too.
        Task.WaitAll([outputEnds.Task, errorEnds.Task], EndOfOutput);
        lock (output)
        {
            return new CommandResult($"{program} {string.Join(' ', arguments)}", process.ExitCode, output.ToString());
        }
    }

    private static bool IsOfTheHost(string name) =>
        name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("DOTNET_Enable", StringComparison.OrdinalIgnoreCase);

    // The reader hands over null at the end of a stream.
    private static void Append(StringBuilder output, TaskCompletionSource ends, string? line)
    {
        if (line is null)
        {
            ends.TrySetResult();
            return;
        }

        lock (output)
        {
            output.Append(line).Append('\n');
        }
    }
}
