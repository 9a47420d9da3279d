using Adjoint.Generator.Vectorization;

namespace Adjoint.Generator.Emission;

/// <summary>Writes the body that chooses a width: the widest that the hardware has, for the others are emulated.</summary>
internal static class VectorDispatch
{
    /// <param name="writer">Where to.</param>
    /// <param name="module">The module.</param>
    /// <param name="family">The loop.</param>
    /// <param name="arguments">What the caller gave, as it is passed on.</param>
    /// <param name="returns">Whether the loop gives a value.</param>
    public static void Write(SourceWriter writer, EmissionModule module, VectorHelper family, IReadOnlyList<string> arguments, bool returns)
    {
        string list = "(" + string.Join(", ", arguments) + ");";
        string Call(string function) => (returns ? "return " : "") + module.HelperName(function) + list;

        bool first = true;
        foreach (int width in family.Widths)
        {
            string condition = module.Types.Known("Vector" + NumberText.Invariant(width)) + ".IsHardwareAccelerated";
            writer.Line((first || returns ? "" : "else ") + "if (" + condition + ")");
            writer.OpenBrace();
            writer.Line(Call(VectorHelper.NameAt(family.Name, width)));
            writer.CloseBrace();
            if (returns)
            {
                writer.Blank();
            }

            first = false;
        }

        string scalar = Call(family.Name + VectorHelper.ScalarSuffix);
        if (returns || first)
        {
            writer.Line(scalar);
            return;
        }

        writer.Line("else");
        writer.OpenBrace();
        writer.Line(scalar);
        writer.CloseBrace();
    }
}
