using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Differentiation;

/// <summary>
/// Replaces references that a loop carries (two buffers that change places each turn) by the number of the reference among
/// those, known before the loop, that it can be. A number can be stored for the reverse sweep; a span cannot.
/// </summary>
/// <remarks>
/// Before <c>for … %a, %b {(%i, %p: span, %q: span) … yield %q, %p}</c>, after <c>for … 0, 1 {(%i, %n, %m) %p = if (%n == 0) {%a} else {%b} … yield %m, %n}</c>.
/// A loop whose references are not all known before it stays as it is; reverse mode refuses it.
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

    /// <summary>The loops that carry references which are not known before the loop.</summary>
    public static IEnumerable<Operation> Unknown(Function function)
    {
        Block body = new ReferenceChoiceWriter(function).Write(function.Body);
        return Loops(body).Where(loop => loop.Results.Any(result => result.Type.IsReference));
    }

    private static IEnumerable<Operation> Loops(Block block) => block.Operations.SelectMany(operation =>
        operation.Regions.SelectMany(Loops).Concat(operation.Code is OpCode.For or OpCode.While ? [operation] : []));
}
