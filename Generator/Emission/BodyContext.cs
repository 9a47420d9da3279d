using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Emission;

/// <summary>What the writers of one function's body share.</summary>
internal sealed class BodyContext(
    FunctionFacts facts, VariableAssignment variables, TypeNames types, Func<string, string> helperNames, Func<string, Function> functions,
    bool checkOverflow)
{
    public FunctionFacts Facts { get; } = facts;

    public VariableAssignment Variables { get; } = variables;

    public TypeNames Types { get; } = types;

    /// <summary>The C# method of an IR function that is called.</summary>
    public Func<string, string> HelperNames { get; } = helperNames;

    public Func<string, Function> Functions { get; } = functions;

    /// <summary>What the project's setting makes of integer arithmetic without a keyword.</summary>
    public Overflow Default { get; } = checkOverflow ? Overflow.Throws : Overflow.Wraps;

    /// <summary>Statements that the body starts with, found out while it is written.</summary>
    public List<Statement> Prologue { get; } = [];

    /// <summary>The numbers of the variables that printing the value reads.</summary>
    public HashSet<int> Reads(Value value) => Variables.ReadBy(value);

    /// <summary>A variable that no value of the IR has.</summary>
    public Variable NewVariable(IrType type, string hint) => Variables.New(type, hint);

    /// <summary>The expression with a keyword where its integer arithmetic differs from what the project's setting makes of it.</summary>
    public Code Settle(Code code) => code.Overflow == Overflow.None || code.Overflow == Default ? code : code.Under(code.Overflow);

    /// <summary>Operands of one operation that all suit the same context.</summary>
    public Code[] Settle(IEnumerable<Code> operands, Overflow own)
    {
        Code[] list = operands.ToArray();
        Overflow all = list.Aggregate(own, (sum, code) => sum | code.Overflow);
        if (all == (Overflow.Throws | Overflow.Wraps))
        {
            Overflow kept = own == Overflow.None ? Default : own;
            for (int i = 0; i < list.Length; i++)
            {
                list[i] = list[i].Overflow == Overflow.None || list[i].Overflow == kept ? list[i] : list[i].Under(list[i].Overflow);
            }
        }

        return list;
    }
}
