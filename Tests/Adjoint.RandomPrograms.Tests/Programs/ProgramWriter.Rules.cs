namespace Adjoint.RandomPrograms.Tests.Programs;

internal sealed partial class ProgramWriter
{
    // Helpers that run something once, which must not run again.
    private readonly HashSet<string> _once = new(StringComparer.Ordinal);

    /// <summary>Helpers with exact derivatives of their own, of reverse mode and of both.</summary>
    private IEnumerable<Node> RuledHelper(string name, HelperForm form)
    {
        string math = _isSingle ? "MathF" : "Math";
        string factor = Number();
        switch (form)
        {
            case HelperForm.Ruled:
                yield return new Node($"private static {Type} {name}({Type} x, {Type} y) => {math}.Sin(x * {factor}) * y;");
                if (OneIn(3))
                {
                    yield return new Node($"[DerivativeOf(nameof({name}))] private static ({Type}, {Type}) {name}Jvp({Type} x, {Type} y, {Type} dx, {Type} dy) => ({name}(x, y), {math}.Cos(x * {factor}) * {factor} * y * dx + {math}.Sin(x * {factor}) * dy);");
                }
                else
                {
                    yield return new Node($"[DerivativeOf(nameof({name}))] private static ({Type} X, {Type} Y) {name}Vjp({Type} x, {Type} y, {Type} c) => ({math}.Cos(x * {factor}) * {factor} * y * c, {math}.Sin(x * {factor}) * c);");
                }

                break;
            case HelperForm.RuledReduce:
                yield return new Node($"private static {Type} {name}(ReadOnlySpan<{Type}> values, {Type} x)",
                [
                    new Node($"{Type} s = x;"),
                    new Node("foreach (" + Type + " v in values)", [new Node($"s += {math}.Sin(v) * x;")]),
                    new Node("return s;"),
                ]);
                yield return new Node($"[DerivativeOf(nameof({name}))] private static {Type} {name}Vjp(ReadOnlySpan<{Type}> values, {Type} x, {Type} c, Span<{Type}> dvalues)",
                [
                    new Node($"{Type} dx = c;"),
                    new Node("for (int i = 0; i < values.Length; i++)", [new Node($"dvalues[i] += {math}.Cos(values[i]) * x * c;"), new Node($"dx += {math}.Sin(values[i]) * c;")]),
                    new Node("return dx;"),
                ]);
                break;
            default:
                yield return new Node($"private static void {name}(Span<{Type}> values, {Type} x)",
                [
                    new Node("for (int i = 0; i < values.Length; i++)", [new Node($"values[i] = {math}.Sin(values[i]) * x;")]),
                ]);
                yield return new Node($"[DerivativeOf(nameof({name}))] private static {Type} {name}Vjp(Span<{Type}> values, {Type} x, Span<{Type}> c)",
                [
                    new Node($"{Type} dx = 0;"),
                    new Node("for (int i = 0; i < values.Length; i++)",
                    [
                        new Node($"dx += {math}.Sin(values[i]) * c[i];"),
                        new Node($"c[i] = {math}.Cos(values[i]) * x * c[i];"),
                        new Node($"values[i] = {math}.Sin(values[i]) * x;"),
                    ]),
                    new Node("return dx;"),
                ]);
                yield return new Node($"[DerivativeOf(nameof({name}))] private static void {name}Jvp(Span<{Type}> values, {Type} x, Span<{Type}> dvalues, {Type} dx)",
                [
                    new Node("for (int i = 0; i < values.Length; i++)",
                    [
                        new Node($"dvalues[i] = {math}.Cos(values[i]) * x * dvalues[i] + {math}.Sin(values[i]) * dx;"),
                        new Node($"values[i] = {math}.Sin(values[i]) * x;"),
                    ]),
                ]);
                break;
        }
    }

    // Half of the helpers that may run again are to.
    private Node Marked(string name, Node helper)
    {
        if (RunsOnce(Node.Print([helper])))
        {
            _once.Add(name);
            return helper;
        }

        return OneIn(2) ? helper with { Head = "[Checkpoint] " + helper.Head } : helper;
    }

    private bool RunsOnce(string text) => text.Contains("Effects.Hit(", StringComparison.Ordinal)
        || _once.Any(name => text.Contains(name + "(", StringComparison.Ordinal));

    // Half of the loops that may run again, and change no references, are to.
    private Node WithCheckpoints(Node node)
    {
        if (node.Body is not { } body)
        {
            return node;
        }

        IReadOnlyList<Node> inner = [.. body.Select(WithCheckpoints)];
        bool isLoop = node.Head.StartsWith("for", StringComparison.Ordinal) || node.Head.StartsWith("while", StringComparison.Ordinal) || node.Head == "do";
        if (isLoop && OneIn(2) && !RunsOnce(Node.Print([node])))
        {
            inner = [new Node($"Derivative.Checkpoint({_random.Next(5)});"), .. inner];
        }

        return node with { Body = inner };
    }
}
