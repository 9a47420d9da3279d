namespace Adjoint;

/// <summary>The state of a <see cref="RandomSource"/>, for saving with a training run.</summary>
/// <param name="A">The first word.</param>
/// <param name="B">The second word.</param>
/// <param name="C">The third word.</param>
/// <param name="D">The fourth word.</param>
public readonly record struct RandomState(ulong A, ulong B, ulong C, ulong D);
