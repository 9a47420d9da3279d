using Adjoint.Generator.Differentiation;
using Adjoint.Generator.Ir;
using Adjoint.Generator.Optimization;
using Adjoint.Generator.Pipeline;
using Adjoint.Generator.Tests.Ir;
using Adjoint.Generator.Vectorization;
using Xunit;

namespace Adjoint.Optimization.Tests;

/// <summary>Derivatives of random programs, before against after all that is done to them: the code for which most passes exist.</summary>
public class GradientProgramTests
{
    private static readonly RandomOptions Smooth = new() { Smooth = true, Traps = false, Size = 12 };

    [Fact]
    public void OptimisedVjpsGiveWhatTheTransformWrote() => Check(
        module => PassPipeline.Run(PassPipeline.AfterDifferentiation, module, (pass, result) => Verifier.Check(result, pass.Name)));

    [Theory]
    [InlineData(512)]
    [InlineData(128)]
    public void SoDoVectorisedOnes(int width) => Check(
        module => VectorCase.AtWidth(Vectorizer.Run(PassPipeline.Run(PassPipeline.AfterDifferentiation, module)), width));

    private static void Check(Func<Module, Module> pass)
    {
        int first = int.TryParse(Environment.GetEnvironmentVariable("ADJOINT_SEED"), out int seedSetting) ? seedSetting : 1;
        int count = int.TryParse(Environment.GetEnvironmentVariable("ADJOINT_PROGRAMS"), out int programs) ? programs : 40;
        int used = 0;
        for (int seed = first; seed < first + count; seed++)
        {
            RandomProgram program = RandomFunctions.Create(seed, Smooth);
            if (Vjp(program) is not { } module)
            {
                continue;
            }

            used++;
            for (int input = 0; input < 2; input++)
            {
                int chosen = input;
                PassHarness.CheckOn(module, pass, module.Root.Name, () => Arguments(program, module.Root, chosen), new() { Rounding = true });
            }
        }

        Assert.True(used > 0.7 * count, $"{used} of {count} programs were of use");
    }

    /// <summary>The vjp of a program, first in its module; nothing where the transform does not give one that verifies, which its own tests are to find.</summary>
    private static Module? Vjp(RandomProgram program)
    {
        Function root = program.Module.Root;
        bool[] active = root.Parameters.Select(parameter => parameter.Type.IsFloating || parameter.Type.RefersToFloating).ToArray();
        Module primal = PassPipeline.Run(PassPipeline.BeforeDifferentiation, program.Module);
        try
        {
            Module vjp = ReverseMode.Vjp(primal, new DifferentiationRequest(root.Name, new(active)));
            Function companion = vjp.Find(FunctionNames.Vjp(root.Name))!;
            return Verifier.Verify(vjp).Count > 0
                ? null
                : vjp with { Functions = new(vjp.Functions.Where(function => function.Name != companion.Name).Prepend(companion)) };
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    // The primal's arguments, then a cotangent for each floating result and memory for each shadow.
    private static object?[] Arguments(RandomProgram program, Function companion, int input)
    {
        object?[] primal = program.Arguments(input);
        Random random = new(input);
        return [.. primal, .. companion.Parameters.Skip(primal.Length).Select(parameter => parameter.Type is ScalarType scalar
            ? scalar.Kind == ScalarKind.F32 ? (float)random.NextDouble() : random.NextDouble()
            : Shadow(parameter, companion, primal, random))];
    }

    private static object? Shadow(Value shadow, Function companion, object?[] primal, Random random)
    {
        int of = Enumerable.Range(0, primal.Length).First(i => companion.Parameters[i].Name + "Cotangent" == shadow.Name);
        object? like = Like(primal[of], random);
        return shadow.Type is MemoryType { Kind: MemoryKind.Ref } && like is Array storage ? Memory.Location(storage) : like;
    }

    /// <summary>Memory of the same shape with other numbers in it, which aliases nothing.</summary>
    private static object? Like(object? value, Random random)
    {
        switch (value)
        {
            case Memory memory:
                return memory.Storage is float[]? VectorCase.Floats(memory.Count, random) : VectorCase.Doubles(memory.Count, random);
            case float[] floats:
                return VectorCase.Floats(floats.Length, random);
            case double[] doubles:
                return VectorCase.Doubles(doubles.Length, random);
            case ObjectValue container:
                ObjectValue copy = new(container.Fields);
                foreach (string name in container.Names.Where(name => container[name] is Array or ObjectValue))
                {
                    copy[name] = Like(container[name], random);
                }

                return copy;
            case Array { Rank: 1 } array:
                Array items = Array.CreateInstance(array.GetType().GetElementType()!, array.Length);
                for (int i = 0; i < array.Length; i++)
                {
                    items.SetValue(Like(array.GetValue(i), random), i);
                }

                return items;
            case Array grid:
                return Array.CreateInstance(grid.GetType().GetElementType()!, Enumerable.Range(0, grid.Rank).Select(grid.GetLength).ToArray());
            default:
                return value;
        }
    }
}
