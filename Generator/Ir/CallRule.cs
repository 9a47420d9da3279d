using Adjoint.Generator.Infrastructure;

namespace Adjoint.Generator.Ir;

/// <summary>A derivative that the user wrote: transforms call it where they would differentiate the function that has it.</summary>
/// <param name="Function">
/// The function of the module that computes it. Reverse: the parameters, a cotangent for each floating result, a shadow for each
/// reference of <paramref name="Active"/>, which is added to; gives the cotangents of the scalars of <paramref name="Active"/>.
/// Forward: the parameters, a tangent for each of <paramref name="Active"/>; gives the results, and a tangent for each floating one.
/// </param>
/// <param name="Active">The parameters, by position, that it has a derivative for; it is zero for the others.</param>
public sealed record CallRule(string Function, EquatableArray<int> Active);
