namespace Adjoint;

/// <summary>The state that an optimizer keeps for one parameter, zero at first.</summary>
internal sealed class OptimizerSlot
{
    private readonly float[][] singles;
    private readonly double[][] doubles;

    public OptimizerSlot(int length, bool single, int stateCount)
    {
        Length = length;
        IsSingle = single;
        singles = new float[single ? stateCount : 0][];
        doubles = new double[single ? 0 : stateCount][];
        for (int i = 0; i < stateCount; i++)
        {
            if (single)
            {
                singles[i] = new float[length];
            }
            else
            {
                doubles[i] = new double[length];
            }
        }
    }

    public int Length { get; }

    public bool IsSingle { get; }

    public Span<float> Singles(int state) => state < singles.Length ? singles[state] : [];

    public Span<double> Doubles(int state) => state < doubles.Length ? doubles[state] : [];
}
