using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Adjoint.Execution.Tests.Harness;

/// <summary>Sources compiled together with what the generator made of them, and loaded.</summary>
/// <param name="Assembly">The assembly.</param>
/// <param name="Generated">The generated files by hint name.</param>
/// <param name="Compilation">The compilation with the generated files.</param>
internal sealed record CompiledProgram(Assembly Assembly, IReadOnlyDictionary<string, string> Generated, Compilation Compilation)
{
    /// <summary>Makes an object of a class of the program.</summary>
    public T Create<T>(string type) =>
        (T)Activator.CreateInstance(Assembly.GetType(type, throwOnError: true)!)!;

    /// <summary>Calls a static method without parameters.</summary>
    public object? Run(string type, string method) =>
        Assembly.GetType(type, throwOnError: true)!
            .GetMethod(method, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic, [])!
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [], null);
}
