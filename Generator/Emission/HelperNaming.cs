using System.Text;
using Adjoint.Generator.Pipeline;

namespace Adjoint.Generator.Emission;

/// <summary>
/// C# names of the functions that companions call: the method's name, the callee's, and the role that a transform gave it
/// (<c>LossSoftplusReverse</c>). A pure function of the method and the set of callees.
/// </summary>
internal static class HelperNaming
{
    public static Dictionary<string, string> Name(MethodModel method, IEnumerable<string> functions, IEnumerable<string> taken)
    {
        HashSet<string> used = new(taken, StringComparer.Ordinal);
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        string overload = OverloadSuffix(method);
        foreach (string function in functions.OrderBy(name => name, StringComparer.Ordinal))
        {
            string wanted = Wanted(method, function);
            string name = wanted + overload;
            for (int i = 2; !used.Add(name); i++)
            {
                name = wanted + NumberText.Invariant(i) + overload;
            }

            names[function] = name;
        }

        return names;
    }

    // "Models.Softplus:reverse" of Loss is LossSoftplusReverse; "Loss:gradient:sum1#512" is LossGradientSum1_512.
    private static string Wanted(MethodModel method, string function)
    {
        int hash = function.IndexOf('#');
        string width = hash < 0 ? "" : "_" + Legal(function.Substring(hash + 1));
        string[] parts = (hash < 0 ? function : function.Substring(0, hash)).Split(':');
        int parameters = parts[0].IndexOf('(');
        string callee = WithoutTypeArguments(parameters < 0 ? parts[0] : parts[0].Substring(0, parameters), out string arguments);
        callee = callee.Substring(callee.LastIndexOf('.') + 1) + arguments;
        StringBuilder name = new(Legal(method.Name));
        if (callee != method.Name)
        {
            name.Append(Pascal(Legal(callee)));
        }

        foreach (string role in parts.Skip(1))
        {
            name.Append(Pascal(Legal(role)));
        }

        return parts.Length == 1 && callee == method.Name ? name + "Value" + width : name + width;
    }

    // "Helpers.Cube<Models.Unit>" is Cube of Unit; dots within the brackets belong to the arguments.
    private static string WithoutTypeArguments(string callee, out string arguments)
    {
        int open = callee.IndexOf('<');
        if (open < 0)
        {
            arguments = "";
            return callee;
        }

        int close = callee.LastIndexOf('>');
        arguments = string.Concat(callee.Substring(open + 1, close - open - 1).Split('<', '>', ',', ' ')
            .Select(argument => Pascal(Legal(argument.Substring(argument.LastIndexOf('.') + 1)))));
        return callee.Substring(0, open) + callee.Substring(close + 1);
    }

    // The hint name of an overloaded method ends in a hash of its parameters.
    private static string OverloadSuffix(MethodModel method)
    {
        int end = method.HintName.LastIndexOf(method.Name, StringComparison.Ordinal);
        string rest = end < 0 ? method.HintName : method.HintName.Substring(end + method.Name.Length);
        string suffix = Legal(rest);
        return suffix.Length == 0 ? "" : "_" + suffix;
    }

    private static string Legal(string text) => new(text.Where(Identifiers.IsPart).ToArray());

    private static string Pascal(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text.Substring(1);
}
