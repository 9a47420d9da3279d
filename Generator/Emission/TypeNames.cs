using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Emission;

/// <summary>Names of types as one generated file writes them: simple, with a using at the top, unless the name means something else there.</summary>
internal sealed class TypeNames
{
    private static readonly Dictionary<string, string> Namespaces = new(StringComparer.Ordinal)
    {
        ["ArgumentException"] = "System",
        ["ArgumentNullException"] = "System",
        ["ArgumentOutOfRangeException"] = "System",
        ["ArithmeticException"] = "System",
        ["Array"] = "System",
        ["CheckResult"] = "Adjoint",
        ["CheckBuilder"] = "Adjoint.Generated",
        ["CheckComponent"] = "Adjoint.Generated",
        ["CheckComponents"] = "Adjoint.Generated",
        ["CheckMemory"] = "Adjoint.Generated",
        ["DivideByZeroException"] = "System",
        ["IndexOutOfRangeException"] = "System",
        ["InvalidOperationException"] = "System",
        ["Math"] = "System",
        ["MathF"] = "System",
        ["MemoryExtensions"] = "System",
        ["MidpointRounding"] = "System",
        ["ReadOnlySpan"] = "System",
        ["Span"] = "System",
        ["NotSupportedException"] = "System",
        ["Nullable"] = "System",
        ["GeneratedCode"] = "System.CodeDom.Compiler",
        ["EditorBrowsable"] = "System.ComponentModel",
        ["EditorBrowsableState"] = "System.ComponentModel",
        ["MethodImpl"] = "System.Runtime.CompilerServices",
        ["MethodImplOptions"] = "System.Runtime.CompilerServices",
        ["Unsafe"] = "System.Runtime.CompilerServices",
        ["MemoryMarshal"] = "System.Runtime.InteropServices",
        ["Complex"] = "System.Numerics",
        ["Matrix3x2"] = "System.Numerics",
        ["Matrix4x4"] = "System.Numerics",
        ["Plane"] = "System.Numerics",
        ["Quaternion"] = "System.Numerics",
        ["Vector2"] = "System.Numerics",
        ["Vector3"] = "System.Numerics",
        ["Vector4"] = "System.Numerics",
        ["Vector128"] = "System.Runtime.Intrinsics",
        ["Vector256"] = "System.Runtime.Intrinsics",
        ["Vector512"] = "System.Runtime.Intrinsics",
        ["Vector64"] = "System.Runtime.Intrinsics",
        ["Adjoints"] = "Adjoint",
        ["Guard"] = "Adjoint",
        ["GradientCheck"] = "Adjoint",
        ["RefTape"] = "Adjoint",
        ["Rows"] = "Adjoint",
        ["SpecialFunctions"] = "Adjoint",
        ["Tape"] = "Adjoint",
        ["VectorMath"] = "Adjoint",
        ["Workspace"] = "Adjoint",
    };

    private readonly HashSet<string> _shadowed;
    private readonly string _namespace;
    private readonly SortedSet<string> _usings = new(UsingOrder.Instance);

    public TypeNames(string @namespace, IEnumerable<string> shadowed)
    {
        _namespace = @namespace;
        _shadowed = new(shadowed, StringComparer.Ordinal);
    }

    /// <summary>The simple names that generated code uses, which the front end looks up at the method to find those that are shadowed.</summary>
    public static IEnumerable<string> Candidates => Namespaces.Keys.OrderBy(name => name, StringComparer.Ordinal);

    /// <summary>The namespace of a candidate.</summary>
    public static string NamespaceOf(string candidate) => Namespaces[candidate];

    /// <summary>The namespaces of the types named so far, those of System first.</summary>
    public IEnumerable<string> Usings => _usings;

    public static string Scalar(ScalarKind kind) => kind switch
    {
        ScalarKind.Bool => "bool",
        ScalarKind.I8 => "sbyte",
        ScalarKind.U8 => "byte",
        ScalarKind.I16 => "short",
        ScalarKind.U16 => "ushort",
        ScalarKind.Char => "char",
        ScalarKind.I32 => "int",
        ScalarKind.U32 => "uint",
        ScalarKind.I64 => "long",
        ScalarKind.U64 => "ulong",
        ScalarKind.F32 => "float",
        _ => "double",
    };

    /// <summary>A type of the framework or the runtime.</summary>
    public string Known(string name)
    {
        if (_shadowed.Contains(name))
        {
            return "global::" + Namespaces[name] + "." + name;
        }

        if (Namespaces[name] != _namespace)
        {
            _usings.Add(Namespaces[name]);
        }

        return name;
    }

    /// <summary>The class of a tape, and the method of a workspace's frame that rents one.</summary>
    public static string TapeOf(TapeType tape) => tape.Element is ScalarType ? "Tape" : "RefTape";

    public string Of(IrType type) => type switch
    {
        ScalarType scalar => Scalar(scalar.Kind),
        MemoryType { Kind: MemoryKind.Span } span => Known("Span") + "<" + Of(span.Element) + ">",
        MemoryType { Kind: MemoryKind.ReadOnlySpan } span => Known("ReadOnlySpan") + "<" + Of(span.Element) + ">",
        MemoryType { Kind: MemoryKind.Rows } rows => Known("Rows") + "<" + Of(rows.Element) + ">",
        MemoryType { Kind: MemoryKind.Ref } reference => "ref " + Of(reference.Element),
        MemoryType array => ArrayOf(array),
        TapeType tape => Known(TapeOf(tape)) + "<" + Of(tape.Element) + ">",
        VectorType { Element: ScalarKind.Bool } => throw new InvalidOperationException("the element of a mask comes from its comparison"),
        VectorType vector => Vector(vector) + "<" + Scalar(vector.Element) + ">",
        ObjectType container => User(container.Name),
        RecordType record => User(record.Name),
        OpaqueType opaque => User(opaque.Name),
        _ => throw new InvalidOperationException("a value of type " + type + " has no C# form"),
    };

    /// <summary>The static class of vectors of this size: <c>Vector512</c>…</summary>
    public string Vector(VectorType type) => Known("Vector" + NumberText.Invariant(VectorBits(type)));

    public static int VectorBits(VectorType type) => type.Lanes * (type.Element is ScalarKind.F64 or ScalarKind.I64 or ScalarKind.U64 ? 64
        : type.Element is ScalarKind.I16 or ScalarKind.U16 or ScalarKind.Char ? 16
        : type.Element is ScalarKind.I8 or ScalarKind.U8 ? 8 : 32);

    /// <summary>A type of the user's by its full name: short where the file's namespace makes it visible.</summary>
    public string User(string name)
    {
        string full = name.StartsWith("global::", StringComparison.Ordinal) ? name.Substring(8) : name;
        int generic = full.IndexOf('<');
        int lastDot = (generic < 0 ? full : full.Substring(0, generic)).LastIndexOf('.');
        if (lastDot < 0)
        {
            return generic < 0 && CSharpKeywordTypes.Contains(full) ? full : IsVisible("") && !_shadowed.Contains(full) ? full : "global::" + full;
        }

        string simple = full.Substring(lastDot + 1);
        return full.Substring(0, lastDot) == _namespace && !_shadowed.Contains(simple) ? simple : "global::" + full;
    }

    /// <summary>C# text that names types with <c>global::</c>, made as short as <see cref="Known"/> and <see cref="User"/> make it.</summary>
    public string Shorten(string text)
    {
        int position = text.IndexOf("global::", StringComparison.Ordinal);
        while (position >= 0)
        {
            int end = position + 8;
            while (end < text.Length && (Identifiers.IsPart(text[end]) || text[end] is '.' or '@'))
            {
                end++;
            }

            string shorter = ShortenName(text.Substring(position + 8, end - position - 8));
            text = text.Substring(0, position) + shorter + text.Substring(end);
            position = text.IndexOf("global::", position + shorter.Length, StringComparison.Ordinal);
        }

        return text;
    }

    private static readonly HashSet<string> CSharpKeywordTypes = new(["object", "string", "decimal"], StringComparer.Ordinal);

    private bool IsVisible(string @namespace) => @namespace.Length == 0 || _namespace == @namespace;

    private string ShortenName(string full)
    {
        // A static member may follow the type (global::Adjoint.Guard.Destination): the longest known prefix is the type.
        foreach (KeyValuePair<string, string> known in Namespaces)
        {
            string qualified = known.Value + "." + known.Key;
            if (full == qualified || full.StartsWith(qualified + ".", StringComparison.Ordinal))
            {
                return Known(known.Key) + full.Substring(qualified.Length);
            }
        }

        string prefix = _namespace + ".";
        if (_namespace.Length > 0 && full.StartsWith(prefix, StringComparison.Ordinal))
        {
            string rest = full.Substring(prefix.Length);
            return _shadowed.Contains(rest.Split('.')[0]) ? "global::" + full : rest;
        }

        return "global::" + full;
    }

    private string ArrayOf(MemoryType array)
    {
        string brackets = "[" + new string(',', array.Rank - 1) + "]";
        IrType element = array.Element;
        while (element is MemoryType { Kind: MemoryKind.Array or MemoryKind.Grid } inner)
        {
            brackets += "[" + new string(',', inner.Rank - 1) + "]";
            element = inner.Element;
        }

        return Of(element) + brackets;
    }

    private sealed class UsingOrder : IComparer<string>
    {
        public static readonly UsingOrder Instance = new();

        public int Compare(string? left, string? right)
        {
            bool leftIsSystem = IsSystem(left!);
            return leftIsSystem == IsSystem(right!) ? string.CompareOrdinal(left, right) : leftIsSystem ? -1 : 1;
        }

        private static bool IsSystem(string name) => name == "System" || name.StartsWith("System.", StringComparison.Ordinal);
    }
}
