using Adjoint.Generator.Analysis;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Optimization;

/// <summary>Which integers are the length of which memory.</summary>
/// <remarks>
/// Beside what the function says (a length that it takes, the size that it makes memory with, a guard that throws where two lengths differ) it is
/// the contract of companions that the shadow of a parameter, whose name is the parameter's with Gradient, Cotangent or Tangent, has its length.
/// </remarks>
internal sealed class ShadowLengths
{
    private static readonly string[] Suffixes = ["Gradient", "Cotangent", "Tangent"];

    private readonly Definitions _definitions;

    // Memory by the id of one that has the same length.
    private readonly Dictionary<int, int> _alike = [];

    /// <param name="function">The function.</param>
    /// <param name="definitions">Its values.</param>
    /// <param name="ownParameters">How many of its parameters are those of the method; what follows are shadows and the like.</param>
    public ShadowLengths(Function function, Definitions definitions, int ownParameters)
    {
        _definitions = definitions;
        foreach (Value parameter in function.Parameters.Take(ownParameters))
        {
            foreach (Value other in function.Parameters.Skip(ownParameters).Where(other => IsShadow(other, parameter)))
            {
                Join(other, parameter);
            }
        }

        // A guard speaks for what stands behind it, so only those in front of the first loop count.
        foreach (Operation operation in function.Body.Operations.TakeWhile(operation => !HasLoop(operation)))
        {
            ReadGuard(operation);
        }
    }

    /// <summary>
    /// How many parameters a companion has from its method, whose name and vectorised form it shares. A method may itself name parameters
    /// as shadows are named, so without its declaration nothing is taken for one.
    /// </summary>
    public static int OwnParameters(Module module, Function function)
    {
        int colon = function.Name.LastIndexOf(':');
        if (colon < 0 || function.Name.Substring(colon) is not (":gradient" or ":vjp" or ":jvp"))
        {
            return function.Parameters.Count;
        }

        string method = function.Name.Substring(0, colon);
        Function? primal = module.Find(FunctionNames.Forward(method)) ?? module.Find(method);
        return primal?.Parameters.Count ?? function.Parameters.Count;
    }

    /// <summary>Whether <paramref name="value"/> is the number of elements of memory of rank one.</summary>
    public bool IsLengthOf(Value value, Value memory)
    {
        Value whole = Whole(memory);
        Operation? made = _definitions.Of(value);
        if (made is { Code: OpCode.Length, Number: 0 })
        {
            return Find(Whole(made.Operands[0]).Id) == Find(whole.Id);
        }

        return _definitions.Of(whole) switch
        {
            { Code: OpCode.Alloc, Operands: [var size] } => size.Id == value.Id,
            { Code: OpCode.Slice } slice => slice.Operands[2].Id == value.Id,
            _ => false,
        };
    }

    private static bool IsShadow(Value shadow, Value parameter) =>
        shadow.Type is MemoryType { Rank: 1, Kind: not MemoryKind.Rows }
        && parameter.Type is MemoryType { Rank: 1, Kind: not MemoryKind.Rows }
        && Suffixes.Any(suffix => shadow.Name == parameter.Name + suffix);

    private static bool HasLoop(Operation operation) =>
        MemoryEffects.All(operation).Any(nested => nested.Code is OpCode.For or OpCode.While);

    // if (a.Length != b.Length) throw …;
    private void ReadGuard(Operation operation)
    {
        if (operation.Code == OpCode.If
            && operation.Regions[0].Operations.Any(inner => inner.Code == OpCode.Throw)
            && _definitions.Of(operation.Operands[0], OpCode.NotEqual) is { } unequal
            && _definitions.Of(unequal.Operands[0], OpCode.Length) is { Number: 0 } left
            && _definitions.Of(unequal.Operands[1], OpCode.Length) is { Number: 0 } right)
        {
            Join(Whole(left.Operands[0]), Whole(right.Operands[0]));
        }
    }

    private Value Whole(Value memory)
    {
        while (_definitions.Of(memory, OpCode.View) is { } view)
        {
            memory = view.Operands[0];
        }

        return memory;
    }

    private void Join(Value left, Value right) => _alike[Find(left.Id)] = Find(right.Id);

    private int Find(int id)
    {
        while (_alike.TryGetValue(id, out int next) && next != id)
        {
            id = next;
        }

        return id;
    }
}
