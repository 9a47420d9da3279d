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
        return (role < 0 ? "" : name.Substring(role + 1)) switch
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

    private static bool IsSweep(string words) =>
        words.StartsWith("Forward", StringComparison.Ordinal) || words.StartsWith("Backward", StringComparison.Ordinal);
}
