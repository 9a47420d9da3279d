using System.Globalization;

namespace Adjoint.RandomPrograms.Tests.Programs;

internal sealed partial class ProgramWriter
{
    /// <summary>Statements that must come first.</summary>
    private readonly List<Node> _first = [];

    private bool _isPlain = true;

    private void Parameters(List<string> parameters, List<Variable> variables)
    {
        Add("a", Type, Number(), new Variable("a", VariableKind.Floating, 0, 0, true));
        if (OneIn(2))
        {
            Add("b", Type, Number(), new Variable("b", VariableKind.Floating, 0, 0, true));
        }

        if (OneIn(6))
        {
            Add("c", $"ref {Type}", Number(), new Variable("c", VariableKind.Floating, 1, 0, true));
        }

        if (!OneIn(3))
        {
            Add("x", $"ReadOnlySpan<{Type}>", Numbers(4), new Variable("x", VariableKind.Span, 4));
        }

        if (!OneIn(3))
        {
            Add("y", $"Span<{Type}>", Numbers(3), new Variable("y", VariableKind.Span, 3, 0, true));
        }

        if (OneIn(3))
        {
            Add("z", $"{Type}[]", Numbers(3), new Variable("z", VariableKind.Sequence, 3, 0, OneIn(2)));
        }

        if (OneIn(4))
        {
            Add("m", $"{Type}[,]", $"new {Type}[,] {{ {{ {Number()}, {Number()} }}, {{ {Number()}, {Number()} }} }}", new Variable("m", VariableKind.Grid, 2, 2, OneIn(2)));
        }

        if (OneIn(5))
        {
            Add("j", $"{Type}[][]", $"new {Type}[][] {{ {Numbers(2)}, {Numbers(2)} }}", new Variable("j", VariableKind.Jagged, 2, 2, OneIn(2)));
        }

        if (OneIn(2))
        {
            Add("n", "int", _random.Next(5).ToString(CultureInfo.InvariantCulture), new Variable("n", VariableKind.Integer, 5));
        }

        if (OneIn(4))
        {
            Add("flag", "bool", OneIn(2) ? "true" : "false", new Variable("flag", VariableKind.Boolean));
        }

        if (OneIn(4))
        {
            Add("table", "ReadOnlySpan<int>", $"new int[] {{ {_random.Next(7)}, {_random.Next(7)}, {_random.Next(7)}, {_random.Next(7)} }}", new Variable("table", VariableKind.Integers, 4));
        }

        if (OneIn(6))
        {
            Add("scale", $"[NoDerivative] {Type}", Number(), new Variable("scale", VariableKind.Floating));
        }

        if (_isMixed)
        {
            Add("f", "float", Number() + "f", new Variable("f", VariableKind.Singles));
            Add("g", OneIn(2) ? "float[]" : "ReadOnlySpan<float>", $"new float[] {{ {Number()}f, {Number()}f, {Number()}f }}", new Variable("g", VariableKind.Singles, 3));
        }

        if (OneIn(6))
        {
            Add("d", $"in {Type}", Number(), new Variable("d", VariableKind.Floating, 1));
        }

        if (_hasContainers)
        {
            AddOther("net", "Net", $"new global::{RandomCSharp.OwnClass}.Net()", [.. ContainerWriter.NetMembers("net", _writesContainers)]);
        }

        if (OneIn(8))
        {
            AddOther("pair", $"({Type} U, {Type} V)", $"({Number()}, {Number()})", new Variable("pair.U", VariableKind.Floating, 1, 0, true), new Variable("pair.V", VariableKind.Floating, 1, 0, true));
        }

        if (OneIn(10))
        {
            AddOther("maybe", $"{Type}?", OneIn(3) ? "null" : Number(), new Variable("maybe", VariableKind.Optional));
        }

        if (OneIn(10))
        {
            AddOther("rows", $"Rows<{Type}>", Numbers(6), new Variable("rows", VariableKind.Rows, 3, 2));
            _values.Add("rows.RowLength", "2");
        }

        if (OneIn(8))
        {
            _isPlain = false;
            parameters.Add($"out {Type} left");
            _first.Add(new Node($"left = {Number()};"));
            variables.Add(new Variable("left", VariableKind.Floating, 1, 0, true));
        }

        if (_hasStructs)
        {
            string item = $"global::{RandomCSharp.OwnClass}.Item";
            string New() => $"new {item}({Number()}, {Number()})";
            AddOther("item", OneIn(5) ? "ref Item" : OneIn(5) ? "in Item" : "Item", New(), [.. StructWriter.Members("item", false)]);
            if (OneIn(2))
            {
                string form = _random.Next(3) switch { 0 => "Item[]", 1 => "Span<Item>", _ => "ReadOnlySpan<Item>" };
                AddOther("items", form, $"new {item}[] {{ {New()}, {New()}, {New()} }}", new Variable("items", VariableKind.Items, 3, 0, form != "ReadOnlySpan<Item>"));
            }
        }

        void AddOther(string name, string declared, string value, params Variable[] members)
        {
            _isPlain = false;
            parameters.Add($"{declared} {name}");
            _values.Add(name, value);
            variables.AddRange(members);
        }

        void Add(string name, string declared, string value, Variable variable)
        {
            parameters.Add($"{declared} {name}");
            _values.Add(name, value);
            variables.Add(variable);
        }
    }
}
