using Adjoint.Generator.Infrastructure;

namespace Adjoint.Generator.Pipeline;

/// <summary>A companion's declaration and how it meets its IR function. A function of F's declaration alone.</summary>
/// <param name="Kind">Which companion.</param>
/// <param name="Name">Its name, for example <c>LossGradient</c>.</param>
/// <param name="FunctionName">The IR function that computes it, for example <c>Models.Loss:gradient</c>.</param>
/// <param name="ReturnTypeText">The return type as C# text.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Bindings">For each parameter of the IR function, the C# expression that reads it.</param>
/// <param name="Guards">C# statements that check the arguments before anything is written.</param>
/// <param name="Outs">For <c>out</c> parameters: C# assignments with a hole <c>{k}</c> for IR result k.</param>
/// <param name="ReturnFormat">The returned expression with a hole <c>{k}</c> for IR result k; empty where nothing is returned.</param>
/// <param name="Summary">The XML of the summary.</param>
/// <param name="Returns">The XML of the returns tag, empty for none.</param>
public sealed record CompanionSignature(
    CompanionKind Kind,
    string Name,
    string FunctionName,
    string ReturnTypeText,
    EquatableArray<CompanionParameter> Parameters,
    EquatableArray<string> Bindings,
    EquatableArray<string> Guards,
    EquatableArray<string> Outs,
    string ReturnFormat,
    string Summary,
    string Returns);
