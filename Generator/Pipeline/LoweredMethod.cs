namespace Adjoint.Generator.Pipeline;

/// <summary>What the front end made of a method, and all that its companions are made from.</summary>
/// <param name="Method">The declaration; null where it is refused, and so nothing is emitted.</param>
/// <param name="Body">The IR; null where the body is refused or incomplete.</param>
/// <param name="Site">What stands around the method.</param>
/// <param name="Fault">A fault of our own, null where all went well.</param>
/// <param name="HintName">The name of the files, also where there is no declaration.</param>
public sealed record LoweredMethod(MethodModel? Method, LoweredBody? Body, CompanionSite? Site, string? Fault, string HintName)
{
    /// <summary>Whether there is something to emit.</summary>
    public bool HasOutput => Fault is not null || (Method is not null && Body is not null);
}
