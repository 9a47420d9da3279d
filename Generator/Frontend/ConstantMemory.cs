using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Frontend;

/// <summary>Finds the references that certainly lead to memory of <c>[NoDerivative]</c> members: those themselves, views and parts of them, parameters that get nothing else.</summary>
internal sealed class ConstantMemory
{
    private readonly Module _module;
    private readonly HashSet<(string Function, int Id)> _constant = [];

    public ConstantMemory(Module module, IEnumerable<(string Function, int Id)> sources)
    {
        _module = module;
        _constant.UnionWith(sources);
        int before;
        do
        {
            before = _constant.Count;
            foreach (Function function in _constant.Count == 0 ? [] : module.Functions)
            {
                Derive(function.Body, function.Name);
                DeriveParameters(function);
            }
        }
        while (_constant.Count > before);
    }

    public bool Contains(string function, Value memory) => _constant.Contains((function, memory.Id));

    private void Derive(Block block, string function)
    {
        foreach (Operation operation in block.Operations)
        {
            bool leadsOn = operation.Code is OpCode.View or OpCode.Slice or OpCode.Element or OpCode.Row or OpCode.Field or OpCode.Load;
            if (leadsOn && operation.Result.Type.IsReference && Contains(function, operation.Operands[0]))
            {
                _constant.Add((function, operation.Result.Id));
            }

            foreach (Block region in operation.Regions)
            {
                Derive(region, function);
            }
        }
    }

    private void DeriveParameters(Function function)
    {
        if (function.Name == _module.Root.Name)
        {
            return;
        }

        List<(string Caller, Operation Call)> calls = _module.Functions
            .SelectMany(caller => Calls(caller.Body, function.Name).Select(call => (caller.Name, call))).ToList();
        for (int i = 0; i < function.Parameters.Count && calls.Count > 0; i++)
        {
            if (calls.All(call => Contains(call.Caller, call.Call.Operands[i])))
            {
                _constant.Add((function.Name, function.Parameters[i].Id));
            }
        }
    }

    private static IEnumerable<Operation> Calls(Block block, string callee) => block.Operations.SelectMany(operation =>
        operation.Regions.SelectMany(region => Calls(region, callee)).Concat(operation is { Code: OpCode.Call } && operation.Symbol == callee ? [operation] : []));
}
