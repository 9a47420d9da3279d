using Adjoint.Generator.Tests.Ir;

namespace Adjoint.RandomPrograms.Tests.Ir;

/// <summary>One floating component of the arguments of an interpreted function: an element of an array, counted in row-major order.</summary>
/// <remarks>An argument that is itself a scalar is an element of the array of arguments.</remarks>
internal readonly record struct Slot(Array Storage, int Index)
{
    public double Value
    {
        get => Convert.ToDouble(Memory.Of(Storage).Get(Index), System.Globalization.CultureInfo.InvariantCulture);
        set
        {
            Memory all = Memory.Of(Storage);
            all.Set(Index, all.Get(Index) is float ? (float)value : value);
        }
    }
}
