using Adjoint.Generator.Ir;
using Adjoint.Generator.Vectorization;

namespace Adjoint.Generator.Emission;

/// <summary>The words that stand over a helper.</summary>
internal static class HelperDescription
{
    public static string Of(Function function, VectorHelper? family)
    {
        if (family is not null)
        {
            string width = function.Name.Substring(family.Name.Length);
            return family.Description + width switch
            {
                "" => "",
                VectorHelper.ScalarSuffix => ", one turn after another",
                _ => ", in vectors of " + width.Substring(1) + " bits",
            };
        }

        // A note before anything else is the description that the pass which made the function gave it.
        if (function.Body.Operations.Count > 0 && function.Body.Operations[0] is { Code: OpCode.Note } note && !IsSweep(note.Symbol!))
        {
            return note.Symbol!;
        }

        string name = function.Name;
        int role = name.IndexOf(':');
        string callee = role < 0 ? name : name.Substring(0, role);
        string roles = role < 0 ? "" : name.Substring(role + 1);
        if (roles.StartsWith("loop", StringComparison.Ordinal) && OfLoop(roles.Split(':')) is { } words)
        {
            return words + callee + ".";
        }

        return roles switch
        {
            "record" => "The value of " + callee + ", and on the tapes what its reverse will need.",
            "reverse" => "The backward sweep of " + callee + ": takes from the tapes what its forward sweep left there.",
            "gradient" => "The value of " + callee + " and its gradient.",
            "vjp" => "Carries cotangents of the result of " + callee + " back to its parameters.",
            "jvp" => "The value of " + callee + " and its derivative along tangents.",
            "" => "The same as " + callee + ".",
            _ => "A part of " + callee + ".",
        };
    }

    // A loop that keeps snapshots stands in functions of its own.
    private static string? OfLoop(string[] roles) => roles.Skip(1).Select(role => role.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9')).ToArray() switch
    {
        ["turn"] => "One turn of a loop of ",
        ["turn", "vjp"] => "Runs a turn and carries cotangents back through it, in a loop of ",
        ["vjp"] => "Carries cotangents back through all turns, from few snapshots, of a loop of ",
        ["vjp", "sweep"] => "Carries cotangents back through the turns from first to last of a loop of ",
        _ => null,
    };

    private static bool IsSweep(string words) =>
        words.StartsWith("Forward", StringComparison.Ordinal) || words.StartsWith("Backward", StringComparison.Ordinal);
}
