namespace Adjoint.RandomPrograms.Tests.Programs;

/// <summary>What random programs do once: they leave a trace here, each thread its own.</summary>
public static class Effects
{
    [ThreadStatic]
    private static List<int>? t_hits;

    [ThreadStatic]
    private static int t_steps;

    /// <summary>Called by random programs; carries no derivative.</summary>
    [NoDerivative]
    public static void Hit(int place) => (t_hits ??= []).Add(place);

    /// <summary>Called by each turn of a loop in companions that a fault was put into, which may never end.</summary>
    public static void Step()
    {
        if (++t_steps > 1_000_000)
        {
            throw new InvalidOperationException("The loops do not end.");
        }
    }

    /// <summary>What was hit since the last call, in order.</summary>
    public static int[] Take()
    {
        int[] hits = [.. t_hits ?? []];
        t_hits = null;
        t_steps = 0;
        return hits;
    }
}
