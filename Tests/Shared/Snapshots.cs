using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Adjoint.Tests.Shared;

/// <summary>Compares text with a file beside the test, with the files and calls of the library Verify (see docs/testing.md).</summary>
/// <remarks>
/// <c>Class.Method.verified.cs</c> holds what was accepted. Where the text differs it is written to <c>Class.Method.received.cs</c> and the
/// test fails; to accept it, rename the file, or run the tests with the environment variable <c>ADJOINT_ACCEPT_SNAPSHOTS=1</c>.
/// </remarks>
public sealed class Snapshots
{
    private readonly string _folder;
    private readonly string _type;
    private readonly List<(string Suffix, string Extension, string Text)> _targets;
    private string _directory = "";
    private string _method;

    private Snapshots(string sourceFile, string method, List<(string Suffix, string Extension, string Text)> targets)
    {
        _folder = Path.GetDirectoryName(sourceFile)!;
        _type = Path.GetFileNameWithoutExtension(sourceFile);
        _method = method;
        _targets = targets;
    }

    /// <summary>Begins the comparison of a text; it runs when it is awaited.</summary>
    public static Snapshots Verify(
        string target, string extension = "txt", [CallerFilePath] string sourceFile = "", [CallerMemberName] string method = "") =>
        new(sourceFile, method, [("", extension, target)]);

    /// <summary>Begins the comparison of every file that generators have made, one snapshot each, named after its hint name.</summary>
    public static Snapshots Verify(GeneratorDriver driver, [CallerFilePath] string sourceFile = "", [CallerMemberName] string method = "") =>
        new(sourceFile, method, [.. driver.GetRunResult().Results
            .SelectMany(result => result.GeneratedSources)
            .Select(source => ($"#{Path.GetFileNameWithoutExtension(source.HintName)}", "cs", $"//HintName: {source.HintName}\n{source.SourceText}"))]);

    /// <summary>Puts the files into a folder beside the test.</summary>
    public Snapshots UseDirectory(string directory)
    {
        _directory = directory;
        return this;
    }

    /// <summary>Names the files by another word than the test's method.</summary>
    public Snapshots UseMethodName(string name)
    {
        _method = name;
        return this;
    }

    public TaskAwaiter GetAwaiter() => ToTask().GetAwaiter();

    public async Task ToTask()
    {
        bool accept = Environment.GetEnvironmentVariable("ADJOINT_ACCEPT_SNAPSHOTS") == "1";
        List<string> failures = [];
        string start = Path.Combine(_folder, _directory, $"{_type}.{_method}");
        Directory.CreateDirectory(Path.GetDirectoryName(start)!);
        foreach ((string suffix, string extension, string text) in _targets)
        {
            string verified = $"{start}{suffix}.verified.{extension}";
            string received = $"{start}{suffix}.received.{extension}";
            string actual = text.ReplaceLineEndings("\n").TrimEnd('\n');
            string? expected = File.Exists(verified) ? (await File.ReadAllTextAsync(verified)).ReplaceLineEndings("\n").TrimEnd('\n') : null;
            File.Delete(received);
            if (actual != expected)
            {
                await File.WriteAllTextAsync(accept ? verified : received, actual + "\n", new UTF8Encoding(false));
                failures.Add(accept ? "" : $"{Path.GetFileName(verified)}: {FirstDifference(expected, actual)}");
            }
        }

        failures.RemoveAll(failure => failure.Length == 0);
        if (failures.Count > 0)
        {
            throw new InvalidOperationException("snapshots differ, see the received files:\n" + string.Join("\n", failures));
        }
    }

    private static string FirstDifference(string? expected, string actual)
    {
        string[] before = expected?.Split('\n') ?? [];
        string[] now = actual.Split('\n');
        int line = Enumerable.Range(0, now.Length + 1).First(i => i == now.Length || i >= before.Length || before[i] != now[i]);
        string Text(string[] lines) => line < lines.Length ? $"'{lines[line]}'" : "nothing";
        return expected is null ? "no snapshot was accepted yet" : $"line {line + 1} was {Text(before)} and is {Text(now)}";
    }
}
