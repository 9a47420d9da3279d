namespace Adjoint.RandomPrograms.Tests.Programs;

/// <summary>What random programs do once: they leave a trace here, each thread its own.</summary>
public static class Effects
{
    [ThreadStatic]
    private static List<int>? t_hits;

    /// <summary>Called by random programs; carries no derivative.</summary>
    [NoDerivative]
    public static void Hit(int place) => (t_hits ??= []).Add(place);

    /// <summary>What was hit since the last call, in order.</summary>
    public static int[] Take()
    {
        int[] hits = [.. t_hits ?? []];
        t_hits = null;
        return hits;
    }
}
