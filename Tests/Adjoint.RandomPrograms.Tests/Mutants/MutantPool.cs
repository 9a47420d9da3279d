using Adjoint.Generator;
using Adjoint.Generator.Frontend;
using Adjoint.Generator.Ir;
using Adjoint.Generator.Optimization;
using Adjoint.Generator.Pipeline;
using Adjoint.RandomPrograms.Tests.Ir;
using Adjoint.RandomPrograms.Tests.Programs;
using Microsoft.CodeAnalysis;

namespace Adjoint.RandomPrograms.Tests.Mutants;

/// <summary>Random C# programs, lowered by the front end, on which the transforms are right: what a mutant makes wrong is its own doing.</summary>
internal sealed class MutantPool
{
    private const int BatchSize = 20;

    private readonly List<DerivativeOracle> _oracles = [];
    private int _next = 1;

    /// <summary>The oracle of the given number, made when first asked for.</summary>
    public DerivativeOracle this[int index]
    {
        get
        {
            while (_oracles.Count <= index)
            {
                AddBatch();
            }

            return _oracles[index];
        }
    }

    private void AddBatch()
    {
        ProgramBatch batch = new([.. Enumerable.Range(_next, BatchSize).Select(seed => ProgramWriter.Write(seed, false, withCheckpoints: false))], generate: false);
        _next += BatchSize;
        foreach (RandomCSharp program in batch.Programs.Where(program => program is { IsSingle: false, IsPlain: true } && !batch.Failures.ContainsKey(program.Seed)))
        {
            IMethodSymbol method = ProgramBatch.Method(batch.Users, program);
            LoweringResult lowered = MethodLowering.Lower(method, batch.Users, default);
            if (lowered.Module is { } module && lowered.Method is { } model)
            {
                bool[] active = [.. model.Parameters.Where(parameter => parameter.Mode != ParameterMode.Out)
                    .SelectMany(parameter => parameter.Leaves).Select(leaf => leaf.Differentiable)];
                Module before = PassPipeline.Run(PassPipeline.BeforeDifferentiation, module);
                DerivativeOracle oracle = new(before, module.Root.Name, () => ProgramArguments.Of(module.Root, program), active, program.Seed);
                if (oracle.Fault() is null)
                {
                    _oracles.Add(oracle);
                }
            }
        }
    }
}
