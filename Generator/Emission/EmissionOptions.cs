using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Vectorization;

namespace Adjoint.Generator.Emission;

/// <summary>What emission needs to know beside the method and its IR.</summary>
internal sealed record EmissionOptions
{
    public static readonly EmissionOptions Default = new();

    /// <summary>
    /// Simple names that mean something else at the method than what the file would mean by them (see
    /// <see cref="TypeNames.Candidates"/>, and the user's own types that the signatures name); these get <c>global::</c>.
    /// </summary>
    public EquatableArray<string> ShadowedNames { get; init; }

    /// <summary>Names of members of the type (or of the extension class), which helpers must not have.</summary>
    public EquatableArray<string> MemberNames { get; init; }

    /// <summary>What became of each loop, by the function that it is in.</summary>
    public EquatableArray<FunctionRemark> Remarks { get; init; }

    /// <summary>The vectorised loops, whose functions go to the second file.</summary>
    public EquatableArray<VectorHelper> VectorHelpers { get; init; }

    /// <summary>Names of functions that go to the second file; those of <see cref="VectorHelpers"/> need not be among them.</summary>
    public EquatableArray<string> VectorFunctions { get; init; }

    /// <summary>Whether <c>FForward</c> just calls F, its IR function being no better than that.</summary>
    public bool ForwardCallsPrimal { get; init; }

    /// <summary>Whether the types around the method are all public; decides the accessibility of the extension class.</summary>
    public bool TypesArePublic { get; init; } = true;
}
