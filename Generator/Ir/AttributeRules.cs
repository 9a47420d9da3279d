namespace Adjoint.Generator.Ir;

/// <summary>Which operations carry which attributes.</summary>
internal static class AttributeRules
{
    /// <summary>Every single flag.</summary>
    public static readonly OpFlags[] Flags =
        ((OpFlags[])Enum.GetValues(typeof(OpFlags))).Where(flag => flag != OpFlags.None).ToArray();

    public static IEnumerable<string> Faults(Operation operation)
    {
        OpCode code = operation.Code;
        if (operation.Literal is not null != (code == OpCode.Const))
        {
            yield return operation.Literal is null ? "no literal" : "a literal";
        }

        if (operation.Symbol is not null != NeedsSymbol(code))
        {
            yield return operation.Symbol is null ? "no symbol" : "a symbol";
        }

        if (operation.Number != 0 && code is not (OpCode.For or OpCode.Length or OpCode.Overlaps or OpCode.Splat))
        {
            yield return "a number";
        }

        if (operation.Facts is not null && code is not (OpCode.For or OpCode.While))
        {
            yield return "loop facts";
        }

        foreach (OpFlags flag in Flags)
        {
            if (operation.Has(flag) && !MayHave(operation, flag))
            {
                yield return $"the flag {flag} means nothing here";
            }
        }
    }

    private static bool NeedsSymbol(OpCode code) => code is OpCode.Elementary or OpCode.Call or OpCode.Field or OpCode.Opaque
        or OpCode.Throw or OpCode.Note or OpCode.Reduce or OpCode.MatMul;

    private static bool MayHave(Operation operation, OpFlags flag) => flag switch
    {
        OpFlags.Checked => operation.Results.Count == 1 && operation.Results[0].Type.IsInteger
            && operation.Code is OpCode.Add or OpCode.Sub or OpCode.Mul or OpCode.Neg or OpCode.Convert,
        OpFlags.Safe => MayTrap(operation),
        OpFlags.Strict or OpFlags.Adjoint => operation.Code is >= OpCode.Add and <= OpCode.Elementary
            or OpCode.Accumulate or OpCode.Splat or OpCode.Reduce or OpCode.MatMul or OpCode.Broadcast or OpCode.SumTo,
        _ => operation.Code == OpCode.Alloc,
    };

    // By the kind of the operation: that it happens not to trap for its types does not make the flag wrong.
    private static bool MayTrap(Operation operation) => operation.Code switch
    {
        OpCode.Throw => false,
        OpCode.Div or OpCode.Rem => operation.Results.Count == 1 && operation.Results[0].Type.IsInteger,
        OpCode.Elementary => operation.Symbol is { } name && Elementary.Find(name) is { Traps: true },
        _ => operation.Has(OpFlags.Checked) || (operation.Info.Effects & Effects.Traps) != 0,
    };
}
