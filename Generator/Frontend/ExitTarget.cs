namespace Adjoint.Generator.Frontend;

/// <summary>What <c>break</c>, <c>continue</c>, <c>return</c> and <c>goto case</c> leave for: the end of a loop, turn, switch or function.</summary>
/// <param name="Role">The name of the flag that says the exit was taken.</param>
/// <param name="LeavesFunction">Whether nothing but the results of the function is read behind it.</param>
internal sealed record ExitTarget(string Role, bool LeavesFunction = false)
{
    // Each target is itself only.
    public bool Equals(ExitTarget? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
