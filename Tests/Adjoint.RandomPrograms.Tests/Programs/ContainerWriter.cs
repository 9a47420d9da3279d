namespace Adjoint.RandomPrograms.Tests.Programs;

/// <summary>Writes the parameter containers of a random program: layers of an array and a number, and a net of layers, arrays and numbers.</summary>
internal sealed class ContainerWriter(Random random, string type, ExpressionWriter expressions)
{
    /// <summary>Elements of the array of a layer.</summary>
    public const int Width = 3;

    /// <summary>Layers in the array of a net.</summary>
    public const int Count = 2;

    public static IEnumerable<Variable> LayerMembers(string layer, bool writable) =>
    [
        new Variable($"{layer}.B", VariableKind.Floating, 0, 0, writable),
        new Variable($"{layer}.W", VariableKind.Sequence, Width, 0, writable),
    ];

    /// <summary>The classes, without the attribute <c>[Differentiable(…)]</c> that marks the method of a program.</summary>
    /// <param name="writable">Whether programs write to them, by reference too, so that a number must be a field.</param>
    public IEnumerable<Node> Classes(bool writable)
    {
        Scope scope = new([new Variable("x", VariableKind.Floating), new Variable("B", VariableKind.Floating), new Variable("W[i]", VariableKind.Floating)]);
        bool property = !writable && random.Next(2) == 0;
        yield return new Node("[Differentiable] public sealed partial class Layer",
        [
            new Node($"public {type}[] W = {{ {Numbers(Width)} }};"),
            new Node(property ? $"public {type} B {{ get; set; }} = {expressions.Literal()};" : $"public {type} B = {expressions.Literal()};"),
            new Node($"public {type} Apply({type} x)",
            [
                new Node($"{type} sum = B;"),
                new Node("for (int i = 0; i < W.Length; i++)", [new Node($"sum += W[i] * {expressions.Floating(scope, 1)};")]),
                new Node("return sum;"),
            ]),
        ]);
        yield return new Node("[Differentiable] public sealed partial class Net",
        [
            new Node("public Layer First = new();"),
            new Node("public Layer[] Layers = { new(), new() };"),
            new Node($"public {type}[,] Grid = {{ {{ {Numbers(2)} }}, {{ {Numbers(2)} }} }};"),
            new Node($"public {type}[][] Rows = {{ new {type}[] {{ {Numbers(2)} }}, new {type}[] {{ {Numbers(2)} }} }};"),
            new Node($"public {type} Factor = {expressions.Literal()};"),
            new Node($"[NoDerivative] public {type} Fixed = {expressions.Literal()};"),
        ]);
    }

    /// <summary>What a net of the given name brings into scope.</summary>
    public static IEnumerable<Variable> NetMembers(string net, bool writable) =>
    [
        .. LayerMembers(net + ".First", writable),
        new Variable(net + ".Layers", VariableKind.Layers, Count, Width, writable),
        new Variable(net + ".Grid", VariableKind.Grid, 2, 2, writable),
        new Variable(net + ".Rows", VariableKind.Jagged, 2, 2, writable),
        new Variable(net + ".Factor", VariableKind.Floating, 0, 0, writable),
        new Variable(net + ".Fixed", VariableKind.Floating),
    ];

    private string Numbers(int count) => string.Join(", ", Enumerable.Range(0, count).Select(_ => expressions.Literal()));
}
