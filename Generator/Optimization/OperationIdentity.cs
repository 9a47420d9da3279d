using System.Runtime.CompilerServices;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Optimization;

/// <summary>Compares operations by reference: equal operations may stand at two places, and comparing by value walks their regions.</summary>
internal sealed class OperationIdentity : IEqualityComparer<Operation>
{
    public static readonly OperationIdentity Comparer = new();

    public bool Equals(Operation? left, Operation? right) => ReferenceEquals(left, right);

    public int GetHashCode(Operation operation) => RuntimeHelpers.GetHashCode(operation);
}
