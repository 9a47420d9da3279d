namespace Adjoint.RandomPrograms.Tests.Programs;

/// <summary>A method that random programs call.</summary>
internal sealed record Helper(string Name, HelperForm Form)
{
    /// <summary>Whether a call stands in an expression.</summary>
    public bool IsExpression => Form is not (HelperForm.Mix or HelperForm.Fill or HelperForm.RuledFill);

    /// <summary>Whether it writes to a span.</summary>
    public bool Fills => Form is HelperForm.Fill or HelperForm.RuledFill;
}
