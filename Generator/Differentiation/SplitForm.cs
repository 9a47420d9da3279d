using Adjoint.Generator.Infrastructure;

namespace Adjoint.Generator.Differentiation;

/// <summary>
/// The two halves of a function that is called and not inlined. <c>record</c> takes the function's parameters and tapes, gives its
/// results and leaves residuals on the tapes. <c>reverse</c> takes the reference parameters, the shadows of the active ones, the
/// tapes, and the adjoints of the active results; it gives the adjoints of the active scalar parameters.
/// </summary>
/// <param name="Callee">The function.</param>
/// <param name="Active">Which of its parameters are active.</param>
/// <param name="Stable">Which reference parameters keep their contents until the reverse half runs.</param>
/// <param name="Suffix">Tells forms of one function apart.</param>
internal sealed record SplitForm(string Callee, EquatableArray<bool> Active, EquatableArray<bool> Stable, string Suffix);
