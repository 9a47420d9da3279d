using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Differentiation;

/// <summary>
/// Replaces references that a loop carries by integers: the number of the memory, known before the loop, that they come from (two
/// buffers that change places each turn), the start and length of a slice (a span of which each turn takes the first element off), an
/// index (the best row so far). Integers can be stored for the reverse sweep; a span cannot.
/// </summary>
/// <remarks>
/// Before <c>for … %a, %b {(%i, %p: span, %q: span) … yield %q, %p}</c>, after <c>for … 0, 1 {(%i, %n, %m) %p = if (%n == 0) {%a} else {%b} … yield %m, %n}</c>.
/// A loop whose references do not all come from what is there before it stays as it is; reverse mode cannot follow it.
/// </remarks>
internal static class ReferenceChoices
{
    public static Module Run(Module module) => module with
    {
        Functions = module.Functions.Select(function => function with
        {
            Body = new ReferenceChoiceWriter(function).Write(function.Body),
        }).ToEquatableArray(),
    };
}
