using Adjoint.Generator.Infrastructure;

namespace Adjoint.Generator.Pipeline;

/// <summary>What stands around a method, as far as names in generated files go.</summary>
/// <param name="ShadowedNames">Simple names that mean something of the user's where companions stand.</param>
/// <param name="MemberNames">Names of members of the types around the method, and of those that they inherit.</param>
/// <param name="TypesArePublic">Whether the types around it are all public.</param>
public sealed record CompanionSite(EquatableArray<string> ShadowedNames, EquatableArray<string> MemberNames, bool TypesArePublic);
