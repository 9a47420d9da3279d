using Adjoint.Generator.Ir;
using Xunit;

namespace Adjoint.Optimization.Tests;

/// <summary>Runs a pass on IR text and compares the text that comes out.</summary>
internal static class IrText
{
    public static Module Parse(string text)
    {
        Module module = Parser.Parse(text);
        Verifier.Check(module, "writing the test");
        return module;
    }

    public static void Check(Func<Function, Function> pass, string before, string after) =>
        CheckModule(module => module with { Functions = new(module.Functions.Select(pass)) }, before, after);

    public static void CheckModule(Func<Module, Module> pass, string before, string after)
    {
        Module result = pass(Parse(before));
        Verifier.Check(result, "the pass");
        Assert.Equal(after.Trim(), Printer.Print(result).Trim());
        Assert.Equal(Printer.Print(result), Printer.Print(pass(Parse(before))));
    }

    /// <summary>The operations of a function body with the given signature, one in each line, as a whole function.</summary>
    public static string Function(string signature, string body) => $"func @\"F\"({signature}) {{\n{body.Trim('\n')}\n}}\n";
}
