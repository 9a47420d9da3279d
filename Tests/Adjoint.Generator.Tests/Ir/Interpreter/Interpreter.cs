using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Tests.Ir;

/// <summary>Runs the IR, operation by operation, with the meaning that <c>docs/ir.md</c> gives it and the arithmetic of .NET.</summary>
/// <remarks>
/// Values: scalars are boxed .NET scalars of exactly their type; arrays and grids are .NET arrays, changed in place, and
/// <see cref="Memory"/> is any other reference to elements (a slice, a location, rows); containers are <see cref="ObjectValue"/>s;
/// also <see cref="Tape"/>, <see cref="VectorValue"/>, <see cref="TensorValue"/>. Two arguments over one array alias.
/// Exceptions are those of .NET (IndexOutOfRange for an index, ArgumentOutOfRange for a slice, NullReference, Overflow, DivideByZero,
/// Argument for a copy into what is too short), a <see cref="ThrownException"/> for <c>throw</c>, and an
/// <see cref="InterpreterException"/> where the module promises what does not hold.
/// </remarks>
public sealed partial class Interpreter
{
    private readonly Module _module;
    private readonly Dictionary<string, (Function Function, int Size)> _functions = new(StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">The module does not verify.</exception>
    public Interpreter(Module module)
    {
        Verifier.Check(module, "what made the module to run");
        _module = module;
        foreach (Function function in module.Functions)
        {
            _functions.Add(function.Name, (function, function.NextId()));
        }
    }

    /// <summary>Operations that may be executed before a <see cref="StepLimitException"/>.</summary>
    public long MaxSteps { get; init; } = 20_000_000;

    /// <summary>Computes an <c>opaque</c> operation from its text and operands. Without it, one that has a result gives zero or null.</summary>
    public Func<string, IReadOnlyList<object?>, object?>? Opaque { get; init; }

    /// <summary>Where set, every floating result is changed by a random rounding error of up to two units in the last place.</summary>
    public Random? Noise { get; init; }

    /// <summary>Operations executed so far.</summary>
    public long Steps { get; private set; }

    /// <summary>The <c>opaque</c> operations in the order in which they ran.</summary>
    public List<string> Log { get; } = [];

    /// <summary>Runs one function of <paramref name="module"/> once.</summary>
    public static object?[] Run(Module module, string function, params object?[] arguments) =>
        new Interpreter(module).Call(function, arguments);

    /// <summary>Runs one function; memory among the results is an array where it is all of one, else a <see cref="Memory"/>.</summary>
    public object?[] Call(string name, params object?[] arguments)
    {
        Function function = _functions[name].Function;
        if (arguments.Length != function.Parameters.Count)
        {
            throw new ArgumentException($"{arguments.Length} arguments for the {function.Parameters.Count} parameters of {name}");
        }

        object?[] values = arguments.Select((argument, i) => Boundary.Enter(argument, function.Parameters[i].Type)).ToArray();
        return Invoke(name, values).Select(Boundary.Leave).ToArray();
    }

    private object?[] Invoke(string name, object?[] arguments)
    {
        if (RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            (Function function, int size) = _functions[name];
            Frame frame = new(size);
            frame.Define(function.Parameters, arguments);
            Execute(function.Body, frame);
            return frame.Read(function.Results);
        }

        return InvokeOnNewStack(name, arguments);
    }

    // Deep recursion goes on in a thread with a stack of its own.
    private object?[] InvokeOnNewStack(string name, object?[] arguments)
    {
        object?[] results = [];
        ExceptionDispatchInfo? failure = null;
        Thread thread = new(
            () =>
            {
                try
                {
                    results = Invoke(name, arguments);
                }
                catch (Exception exception)
                {
                    failure = ExceptionDispatchInfo.Capture(exception);
                }
            },
            256 * 1024 * 1024);
        thread.Start();
        thread.Join();
        failure?.Throw();
        return results;
    }

    private void Execute(Block block, Frame frame)
    {
        foreach (Operation operation in block.Operations)
        {
            if (++Steps > MaxSteps)
            {
                throw new StepLimitException(MaxSteps);
            }

            Execute(operation, frame);
        }
    }

    private void Execute(Operation operation, Frame frame)
    {
        switch (operation.Code)
        {
            case OpCode.If:
                Block region = operation.Regions[(bool)frame[operation.Operands[0]]! ? 0 : 1];
                Execute(region, frame);
                frame.Define(operation.Results, frame.Read(region.Yields));
                break;
            case OpCode.For:
                For(operation, frame);
                break;
            case OpCode.While:
                While(operation, frame);
                break;
            case OpCode.Call:
                frame.Define(operation.Results, Invoke(operation.Symbol!, frame.Read(operation.Operands)));
                break;
            case OpCode.Throw:
                throw new ThrownException(operation.Symbol!, frame.Read(operation.Operands));
            case OpCode.Note:
                break;
            case OpCode.Opaque:
                RunOpaque(operation, frame);
                break;
            default:
                Compute(operation, frame);
                break;
        }
    }

    private void Compute(Operation operation, Frame frame)
    {
        object?[] operands = frame.Read(operation.Operands);
        try
        {
            object? result = operation.Code is >= OpCode.Alloc and <= OpCode.Pop
                ? MemoryOperation(operation, operands)
                : Perturbed(operation.Code, ShapedOperations.Compute(operation, operands, frame));
            if (operation.Results.Count > 0)
            {
                frame[operation.Results[0]] = result;
            }
        }
        catch (Exception exception) when (operation.Has(OpFlags.Safe) && exception is not InterpreterException)
        {
            throw new InterpreterException($"{operation.Info.Mnemonic} at {operation.Source} is flagged Safe and throws: {exception.Message}", exception);
        }
    }

    // Only where a pass may contract or reassociate; a choice or a sign is never inexact.
    private object? Perturbed(OpCode code, object? result) => Noise is null || code is not (OpCode.Add or OpCode.Sub or OpCode.Mul or OpCode.Fma)
        ? result
        : result switch
        {
            float number => number * (1 + (2.4e-7f * (float)((2 * Noise.NextDouble()) - 1))),
            double number => number * (1 + (4.5e-16 * ((2 * Noise.NextDouble()) - 1))),
            _ => result,
        };

    private void For(Operation operation, Frame frame)
    {
        int to = (int)frame[operation.Operands[1]]!;
        Block body = operation.Regions[0];
        object?[] carried = frame.Read(operation.Operands.Skip(2));
        Value[] parameters = body.Parameters.Skip(1).ToArray();

        // The index is wide, so that a loop that ends at the greatest integer ends.
        for (long i = (int)frame[operation.Operands[0]]!; operation.Number > 0 ? i < to : i > to; i += operation.Number)
        {
            frame[body.Parameters[0]] = (int)i;
            frame.Define(parameters, carried);
            Execute(body, frame);
            carried = frame.Read(body.Yields);
            if (++Steps > MaxSteps)
            {
                throw new StepLimitException(MaxSteps);
            }
        }

        frame.Define(operation.Results, carried);
    }

    private void While(Operation operation, Frame frame)
    {
        Block condition = operation.Regions[0];
        Block body = operation.Regions[1];
        object?[] carried = frame.Read(operation.Operands);
        while (true)
        {
            frame.Define(condition.Parameters, carried);
            Execute(condition, frame);
            if (!(bool)frame[condition.Yields[0]]!)
            {
                break;
            }

            frame.Define(body.Parameters, carried);
            Execute(body, frame);
            carried = frame.Read(body.Yields);
            if (++Steps > MaxSteps)
            {
                throw new StepLimitException(MaxSteps);
            }
        }

        frame.Define(operation.Results, carried);
    }

    private void RunOpaque(Operation operation, Frame frame)
    {
        object?[] operands = frame.Read(operation.Operands);
        Log.Add($"{operation.Symbol}({string.Join(", ", operands.Select(ValueText.Of))})");
        object? result = Opaque?.Invoke(operation.Symbol!, operands.Select(Boundary.Leave).ToArray());
        if (operation.Results.Count > 0)
        {
            IrType type = operation.Results[0].Type;
            frame[operation.Results[0]] = result is null ? Boundary.Default(type) : Boundary.Enter(result, type);
        }
    }
}
