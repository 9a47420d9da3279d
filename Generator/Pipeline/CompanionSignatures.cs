using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Pipeline;

/// <summary>
/// The companions of a method: their names, parameters, results, and how these meet the functions that transforms make.
/// Names and types depend on the declaration alone; only the guards ask which parameters the body may write to.
/// </summary>
public static class CompanionSignatures
{
    /// <summary>The companions that the method asks for, <c>Forward</c> first.</summary>
    /// <param name="method">The declaration.</param>
    /// <param name="function">The name of the IR function that holds the body.</param>
    /// <param name="written">Positions of the IR function's parameters that the body may write to; null means all whose type allows it.</param>
    public static EquatableArray<CompanionSignature> Of(MethodModel method, string function, IEnumerable<int>? written = null)
    {
        HashSet<string> guarded = Guarded(method, written);
        List<CompanionSignature> companions = [new ForwardSignature(method, function).Build()];
        if (Asks(method, CompanionSet.Gradient))
        {
            companions.Add(new GradientSignature(method, function, guarded).Build());
        }

        if (Asks(method, CompanionSet.Vjp))
        {
            companions.Add(new VjpSignature(method, function, guarded).Build());
        }

        if (Asks(method, CompanionSet.Jvp))
        {
            companions.Add(new JvpSignature(method, function, guarded).Build());
        }

        if (Asks(method, CompanionSet.Hvp))
        {
            companions.Add(new HvpSignature(method, function, guarded).Build());
        }

        if (Asks(method, CompanionSet.Jacobian))
        {
            companions.Add(new DenseSignature(method, function, guarded, CompanionKind.Jacobian).Build());
        }

        if (Asks(method, CompanionSet.Hessian))
        {
            companions.Add(new DenseSignature(method, function, guarded, CompanionKind.Hessian).Build());
        }

        if (Asks(method, CompanionSet.Batch))
        {
            companions.Add(new BatchSignature(method, function, guarded, CompanionKind.Batch).Build());
            companions.Add(new BatchSignature(method, function, guarded, CompanionKind.GradientBatch).Build());
        }

        if (Asks(method, CompanionSet.Check))
        {
            companions.Add(new CheckSignature(method, function).Build());
        }

        return companions.ToEquatableArray();
    }

    // The names of the parameters whose memory must be theirs alone, because the method may write to it.
    private static HashSet<string> Guarded(MethodModel method, IEnumerable<int>? written)
    {
        HashSet<int>? positions = written is null ? null : new(written);
        HashSet<string> names = new(StringComparer.Ordinal);
        int position = 0;
        foreach (ParameterModel parameter in method.Parameters.Where(parameter => parameter.Mode != ParameterMode.Out))
        {
            if ((parameter.Written || positions is not null) && (positions is null || Enumerable.Range(position, parameter.Leaves.Count).Any(positions.Contains)))
            {
                names.Add(parameter.Name);
            }

            position += parameter.Leaves.Count;
        }

        return names;
    }

    private static bool Asks(MethodModel method, int companion) => (method.Derivatives & companion) != 0;
}
