using Adjoint.Generator.Ir;
using Adjoint.Generator.Pipeline;

namespace Adjoint.Generator.Differentiation;

/// <summary>
/// A transform met a reference that it cannot find again. Never seen by users: the front end tries the transforms on programs
/// that move references about, and refuses those that end here.
/// </summary>
internal sealed class ObstacleException(Obstacle obstacle) : InvalidOperationException($"{obstacle.Function}: {obstacle.Text}: {obstacle.Why}")
{
    public ObstacleException(string function, SourceLine? source, string why, string instead)
        : this(new Obstacle(function, source?.Line, source?.Text, why, instead))
    {
    }

    public Obstacle Obstacle { get; } = obstacle;
}
