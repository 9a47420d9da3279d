namespace Adjoint.Generator.Frontend;

/// <summary>
/// Every diagnostic of the front end, one row each. The message says what, why, and what to write instead. Ids are never
/// reused.
/// </summary>
/// <param name="Id">The id that the user sees.</param>
/// <param name="Title">The short title.</param>
/// <param name="Format">The message, with holes for the arguments.</param>
/// <param name="Severity">How severe it is.</param>
public sealed record RejectionKind(string Id, string Title, string Format, RejectionSeverity Severity = RejectionSeverity.Error)
{
    public static readonly RejectionKind Statement = new("ADJ0001", "Statement cannot be differentiated",
        "'{0}' cannot be differentiated: {1}; {2}");

    public static readonly RejectionKind Expression = new("ADJ0002", "Expression cannot be differentiated",
        "'{0}' cannot be differentiated: {1}; {2}");

    public static readonly RejectionKind ParameterType = new("ADJ0003", "Parameter type is not followed",
        "Parameter '{0}' of type '{1}' could carry a derivative that Adjoint does not follow: {2}; use a type that it follows, or mark the parameter [NoDerivative] if it is meant as a constant");

    public static readonly RejectionKind ResultType = new("ADJ0004", "Result type has no derivative",
        "'{0}' returns '{1}', which {2}; return a floating-point value, a tuple or an array, or write to a Span parameter");

    public static readonly RejectionKind UnknownParameterName = new("ADJ0005", "Parameter is named in vain",
        "[Differentiable] names '{0}', but {1}; {2}");

    public static readonly RejectionKind NothingDifferentiable = new("ADJ0006", "No differentiable parameter",
        "'{0}' has no parameter that carries a derivative, so there is nothing to differentiate; give it a floating-point, span or container parameter, or remove [Differentiable]");

    public static readonly RejectionKind MethodForm = new("ADJ0007", "Method form is not supported",
        "'{0}' cannot be [Differentiable]: {1}; {2}");

    public static readonly RejectionKind ContainerForm = new("ADJ0008", "Container form is not supported",
        "'{0}' cannot be a parameter container: {1}; {2}");

    public static readonly RejectionKind ContainerLeaf = new("ADJ0009", "Container leaf cannot be assigned",
        "'{0}' holds values with a derivative, but {1}; {2}, or mark it [NoDerivative]");

    public static readonly RejectionKind MemoryToForeignCall = new("ADJ0010", "Memory passed to unknown code",
        "'{0}' passes memory to '{1}', whose source Adjoint cannot see and which could read or change it; pass the values one by one, write the loop here, supply a [DerivativeOf] for it, or move the call out of the differentiated method");

    public static readonly RejectionKind LossThroughStorage = new("ADJ0011", "Derivative is lost in storage",
        "'{0}' stores a value that depends on '{1}' where Adjoint cannot follow it ({2}), so its derivative would be lost; keep it in a local or a parameter, mark the storage [NoDerivative], or write Derivative.Stop(…) around the value if it is meant as a constant");

    public static readonly RejectionKind LossThroughForeignCall = new("ADJ0012", "Derivative is lost in a foreign call",
        "'{0}' is in {1}, whose source Adjoint cannot see; an argument depends on '{2}', so the gradient would lose that part. Write the formula here, {3}or write Derivative.Stop(…) if it is meant as a constant");

    public static readonly RejectionKind LossThroughType = new("ADJ0013", "Derivative is lost in a type that is not followed",
        "'{0}' turns a value that depends on '{1}' into '{2}', which Adjoint does not follow, so its derivative would be lost; use double, float, tuples, spans or arrays of them, or write Derivative.Stop(…) if it is meant as a constant");

    public static readonly RejectionKind UnknownDelegate = new("ADJ0014", "Delegate is not known at the call",
        "'{0}' calls a delegate whose target is not known here, so Adjoint cannot follow it; call a lambda, local function or method whose value is the same on every path to this call");

    public static readonly RejectionKind Companion = new("ADJ0015", "Companion cannot be followed",
        "'{0}' calls a generated companion that cannot be followed: {1}; {2}");

    public static readonly RejectionKind CustomDerivative = new("ADJ0016", "Custom derivative cannot be used here",
        "'{0}' has a [DerivativeOf] that cannot be used here: {1}; {2}");

    public static readonly RejectionKind VirtualCall = new("ADJ0017", "Call is not known at build time",
        "'{0}' is virtual or abstract, so the method that runs is not known at build time; make it non-virtual, seal it, or call the implementation");

    public static readonly RejectionKind ZeroDerivative = new("ADJ0018", "Derivative is zero",
        "'{0}' is a step function of a value that depends on '{1}': its derivative is 0 everywhere it exists; write Derivative.Stop(…) around the value to say that this is meant", RejectionSeverity.Warning);

    public static readonly RejectionKind Checkpoint = new("ADJ0019", "Checkpoint cannot be kept",
        "'{0}' cannot be run again in the backward pass: {1}; {2}");

    public static readonly RejectionKind AliasedIn = new("ADJ0020", "'in' argument is changed during the call",
        "'{0}' passes by 'in' what it may also change, so the callee could see it change; copy it into a local first");

    public static readonly RejectionKind LostReference = new("ADJ0021", "Reference cannot be followed backwards",
        "'{0}' cannot be differentiated: {1}; {2}");

    public static readonly RejectionKind CustomSignature = new("ADJ0022", "Custom derivative has the wrong signature",
        "'{0}' is to be the {1} of '{2}' and must be declared '{3}' (a parameter of it marked [NoDerivative] has no derivative)");

    public static readonly RejectionKind CustomTarget = new("ADJ0023", "Custom derivative has no target",
        "'{0}' cannot be a custom derivative: {1}; {2}");

    public static readonly RejectionKind RequiredCost = new("ADJ0024", "Required cost is lost",
        "'{0}' loses {1}; {2}");

    public static readonly RejectionKind CompanionCollides = new("ADJ0030", "Companion collides with a member",
        "The companion '{0}' would have the name and parameter types of '{1}'; rename one of the two");

    public static readonly RejectionKind NeedsPartial = new("ADJ0031", "Companions need a partial type",
        "The companions of '{0}' must be members, because {1}; make '{2}' partial");

    public static readonly RejectionKind CompanionUnavailable = new("ADJ0032", "Companion is not available yet",
        "Derivatives.{0} cannot be had: {1}; {2}");

    /// <summary>Every kind, by id.</summary>
    public static IReadOnlyList<RejectionKind> All { get; } =
    [
        Statement, Expression, ParameterType, ResultType, UnknownParameterName, NothingDifferentiable, MethodForm, ContainerForm,
        ContainerLeaf, MemoryToForeignCall, LossThroughStorage, LossThroughForeignCall, LossThroughType, UnknownDelegate, Companion,
        CustomDerivative, VirtualCall, ZeroDerivative, Checkpoint, AliasedIn, LostReference, CustomSignature, CustomTarget, RequiredCost,
        CompanionCollides, NeedsPartial, CompanionUnavailable,
    ];
}
