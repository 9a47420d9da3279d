using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Adjoint.Execution.Tests.Incrementality;

/// <summary>The guard itself: it must find what it is there to find.</summary>
public sealed class ReachableObjectsTests
{
    [Fact]
    public void Finds_a_symbol_in_a_list_in_a_record()
    {
        CSharpCompilation compilation = CSharpCompilation.Create("Any");
        Assert.NotNull(ReachableObjects.FindOfCompiler(new Holder([compilation.GlobalNamespace])));
        Assert.NotNull(ReachableObjects.FindOfCompiler(new Holder([CSharpSyntaxTree.ParseText("class C { }")])));
    }

    [Fact]
    public void Passes_plain_values() => Assert.Null(ReachableObjects.FindOfCompiler(new Holder(["text", 3, new List<double> { 1 }])));

    private sealed record Holder(List<object> Items);
}
