using System.Numerics;
using System.Reflection;

namespace Adjoint.Execution.Tests.Numerics;

/// <summary>A mirror of a member of <c>System.Numerics</c> (see <c>Generator/Frontend/Mirrors</c>, compiled into these tests), and that member as C# text.</summary>
/// <param name="Mirror">The mirror.</param>
/// <param name="Owner">The type whose member it mirrors.</param>
/// <param name="Index">A number that no other has.</param>
internal sealed record MirroredMember(MethodInfo Mirror, Type Owner, int Index)
{
    private const string Suffix = "Mirror";

    private static readonly Dictionary<string, string> Binary = new(StringComparer.Ordinal)
    {
        ["Add"] = "+",
        ["Subtract"] = "-",
        ["Multiply"] = "*",
        ["Divide"] = "/",
        ["AreEqual"] = "==",
        ["AreUnequal"] = "!=",
    };

    /// <summary>Every mirror, in the order of their names.</summary>
    public static IReadOnlyList<MirroredMember> All { get; } = typeof(MirroredMember).Assembly.GetTypes()
        .Where(type => type.Namespace == "Adjoint.Generator.Frontend.Mirrors" && type.Name.EndsWith(Suffix, StringComparison.Ordinal))
        .OrderBy(type => type.Name, StringComparer.Ordinal)
        .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public).OrderBy(method => method.MetadataToken)
            .Select(method => (method, Type.GetType("System.Numerics." + type.Name[..^Suffix.Length] + ", " + AssemblyOf(type.Name))!)))
        .Select((pair, index) => new MirroredMember(pair.method, pair.Item2, index))
        .ToList();

    public IReadOnlyList<ParameterInfo> Parameters { get; } = [.. Mirror.GetParameters()];

    /// <summary>The parameters that an argument is given for: not those of <c>out</c>.</summary>
    public IReadOnlyList<ParameterInfo> Inputs { get; } = [.. Mirror.GetParameters().Where(parameter => !parameter.IsOut)];

    /// <summary>What it makes: the result, or what it leaves in its <c>out</c> parameter.</summary>
    public Type Made => Parameters.FirstOrDefault(parameter => parameter.IsOut)?.ParameterType.GetElementType() ?? Mirror.ReturnType;

    /// <summary>Whether all its parameters are values.</summary>
    public bool IsOfValues => Made != typeof(void) && Inputs.All(parameter => parameter.ParameterType.IsValueType && !parameter.ParameterType.IsByRefLike);

    /// <summary>The body of a method that has its inputs, and uses the framework: each way to write it.</summary>
    public IEnumerable<string> Bodies => Texts().Distinct().Select(text => text.Contains('{', StringComparison.Ordinal) ? text
        : Parameters.Any(parameter => parameter.IsOut) ? $"{{ _ = {text}; return result; }}" : $"=> {text};");

    /// <summary>The framework's type as C# text.</summary>
    public static string TextOf(Type type) => type.IsGenericType
        ? "(" + string.Join(", ", type.GetGenericArguments().Select(TextOf)) + ")"
        : type == typeof(float) ? "float" : type == typeof(double) ? "double" : type == typeof(int) ? "int" : type == typeof(bool) ? "bool" : "global::" + type.FullName;

    public override string ToString() => Owner.Name + "." + Mirror.Name + "(" + string.Join(", ", Parameters.Select(parameter => parameter.ParameterType.Name)) + ")";

    private static string AssemblyOf(string mirror) => (mirror == "ComplexMirror" ? typeof(Complex) : typeof(Vector3)).Assembly.GetName().Name!;

    private IEnumerable<string> Texts()
    {
        string type = TextOf(Owner);
        string[] names = Parameters.Select(parameter => parameter.IsOut ? $"out {TextOf(parameter.ParameterType.GetElementType()!)} result" : "@" + parameter.Name).ToArray();
        string all = string.Join(", ", names);
        string rest = string.Join(", ", names.Skip(1));
        bool takesInstance = Parameters.Count > 0 && Parameters[0].ParameterType == Owner;
        if (Binary.TryGetValue(Mirror.Name, out string? binary))
        {
            yield return $"{names[0]} {binary} {names[1]}";
        }

        switch (Mirror.Name)
        {
            case "New":
                yield return $"new {type}({all})";
                break;
            case "Element":
                yield return $"{names[0]}[{rest}]";
                break;
            case "Negate" or "Plus" or "Increment" or "Decrement":
                string sign = Mirror.Name switch
                {
                    "Negate" => "-",
                    "Plus" => "+",
                    "Increment" => "++",
                    _ => "--",
                };
                yield return sign.Length == 1 ? sign + names[0] : $"{{ {type} changed = {names[0]}; {sign}changed; return changed; }}";
                break;
            case "From":
                yield return $"{{ {type} made = {names[0]}; return made; }}";
                break;
        }

        bool isSetter = Mirror.Name.StartsWith("With", StringComparison.Ordinal) && takesInstance;
        if (isSetter && Mirror.Name is "WithElement" or "WithRow")
        {
            yield return $"{{ {type} changed = {names[0]}; changed[{string.Join(", ", names[1..^1])}] = {names[^1]}; return changed; }}";
        }
        else if (isSetter && Owner.GetProperty(Mirror.Name[4..]) is { CanWrite: true } property)
        {
            yield return $"{{ {type} changed = {names[0]}; changed.{property.Name} = {names[1]}; return changed; }}";
        }

        Type[] types = Parameters.Select(parameter => parameter.ParameterType).ToArray();
        if (Owner.GetMethod(Mirror.Name, BindingFlags.Static | BindingFlags.Public, types) is { } method && method.ReturnType == Mirror.ReturnType)
        {
            yield return $"{type}.{Mirror.Name}({all})";
        }
        else if (takesInstance && Owner.GetMethod(Mirror.Name, BindingFlags.Instance | BindingFlags.Public, types[1..]) is not null)
        {
            yield return $"{names[0]}.{Mirror.Name}({rest})";
        }
        else if (takesInstance && Parameters.Count == 1 && Owner.GetProperty(Mirror.Name, BindingFlags.Instance | BindingFlags.Public) is not null)
        {
            yield return $"{names[0]}.{Mirror.Name}";
        }
        else if (Parameters.Count == 0)
        {
            yield return $"{type}.{Mirror.Name}";
        }
    }
}
