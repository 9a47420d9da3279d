using Adjoint.Generator.Differentiation;
using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;
using Adjoint.Generator.Pipeline;

namespace Adjoint.RandomPrograms.Tests.Ir;

/// <summary>
/// The transforms take what they give, for every operation of the IR: the reverse of the reverse, the forward of the reverse,
/// and both of the forward mode verify, and have the right value.
/// </summary>
public sealed class EveryOperationTests
{
    public static TheoryData<string> Names => [.. OperationPrograms.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Derivatives_to_second_order_verify(string name)
    {
        Module module = OperationPrograms.Module(name);
        Verifier.Check(module, name);
        foreach ((string mode, Module first, string function) in Derivatives(module, "f"))
        {
            Verifier.Check(first, $"{name}: {mode}");
            foreach ((string outer, Module second, _) in Derivatives(first, function))
            {
                Verifier.Check(second, $"{name}: {outer} of the {mode}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Derivatives_to_second_order_are_right(string name)
    {
        Module module = OperationPrograms.Module(name);
        DerivativeOracle first = new(module, "f", () => OperationPrograms.Arguments(module.Find("f")!), DerivativeOracle.AllActive(module.Find("f")!), 5);
        Assert.Null(first.Fault());
        Assert.Null((first.OfVjp() with { Tolerance = 1e-4 }).Fault());
        Assert.Null((first.OfJvp() with { Tolerance = 1e-4 }).Fault());
    }

    /// <summary>An operation that is added needs a program here.</summary>
    [Fact]
    public void Every_operation_has_a_program()
    {
        HashSet<OpCode> used = [];
        foreach (string name in OperationPrograms.All.Keys)
        {
            foreach (Function function in OperationPrograms.Module(name).Functions)
            {
                Collect(function.Body, used);
            }
        }

        // The vectoriser makes it, after the transforms.
        Assert.Equal([OpCode.Overlaps], OpInfo.All.Except(used));
    }

    private static IEnumerable<(string Mode, Module Module, string Function)> Derivatives(Module module, string function)
    {
        DifferentiationRequest request = new(function, DerivativeOracle.AllActive(module.Find(function)!).ToEquatableArray());
        yield return ("vjp", ReverseMode.Vjp(module, request), FunctionNames.Vjp(function));
        yield return ("jvp", ForwardMode.Jvp(module, request), FunctionNames.Jvp(function));

        // A gradient gives memory that is written a shadow of its own, which a container cannot get: the front end refuses it.
        Function primal = module.Find(function)!;
        if (primal.Results.Any(result => result.Type.IsFloating) && !(primal.Parameters.Any(parameter => parameter.Type is ObjectType) && function != "f"))
        {
            yield return ("gradient", ReverseMode.Gradient(module, request), FunctionNames.Gradient(function));
        }
    }

    private static void Collect(Block block, HashSet<OpCode> into)
    {
        foreach (Operation operation in block.Operations)
        {
            into.Add(operation.Code);
            foreach (Block region in operation.Regions)
            {
                Collect(region, into);
            }
        }
    }
}
