using Adjoint.Generator.Infrastructure;

namespace Adjoint.Generator.Ir;

/// <summary>One equation of the IR: what is done, to which values, naming which results.</summary>
public sealed record Operation(OpCode Code, EquatableArray<Value> Operands, EquatableArray<Value> Results)
{
    /// <summary>The constant of <see cref="OpCode.Const"/>.</summary>
    public Literal? Literal { get; init; }

    /// <summary>
    /// The name that the operation needs: the function of <see cref="OpCode.Elementary"/>, the callee of
    /// <see cref="OpCode.Call"/>, the member of <see cref="OpCode.Field"/>, the C# text of <see cref="OpCode.Opaque"/> and
    /// <see cref="OpCode.Throw"/> with holes <c>{0}</c>, the words of <see cref="OpCode.Note"/>, the operation of
    /// <see cref="OpCode.Reduce"/>, the layout (<c>nn</c>, <c>tn</c>, <c>nt</c>) of <see cref="OpCode.MatMul"/>.
    /// </summary>
    public string? Symbol { get; init; }

    /// <summary>The step of <see cref="OpCode.For"/> (not zero); the dimension of <see cref="OpCode.Length"/>; 1 where <see cref="OpCode.Overlaps"/> forgives an equal start.</summary>
    public int Number { get; init; }

    public OpFlags Flags { get; init; }

    public LoopFacts? Facts { get; init; }

    public EquatableArray<Block> Regions { get; init; }

    /// <summary>The statement that the operation computes, or in a reverse sweep undoes.</summary>
    public SourceLine? Source { get; init; }

    public OpInfo Info => OpInfo.Of(Code);

    /// <summary>The only result.</summary>
    public Value Result => Results.Count == 1
        ? Results[0]
        : throw new InvalidOperationException($"{Info.Mnemonic} has {Results.Count} results");

    public bool Has(OpFlags flag) => (Flags & flag) != 0;

    /// <summary>The effects of this operation, those of its regions included, flags and types considered.</summary>
    public Effects Effects
    {
        get
        {
            Effects effects = Info.Effects;
            if (Code is OpCode.Div or OpCode.Rem && Results[0].Type.IsInteger)
            {
                effects |= Effects.Traps;
            }

            if (Has(OpFlags.Checked))
            {
                effects |= Effects.Traps;
            }

            if (Code == OpCode.Elementary && Symbol is { } function && Elementary.Find(function) is { Traps: true })
            {
                effects |= Effects.Traps;
            }

            // Only a null array or rows of one can make a length fail.
            if (Code == OpCode.Length && Operands[0].Type is MemoryType { Kind: MemoryKind.Span or MemoryKind.ReadOnlySpan or MemoryKind.Rows })
            {
                effects &= ~Effects.Traps;
            }

            // Foreign code may write to memory that it is given.
            if (Code == OpCode.Opaque && Operands.Any(operand => operand.Type is MemoryType { Kind: not (MemoryKind.ReadOnlySpan or MemoryKind.Rows) }))
            {
                effects |= Effects.Writes;
            }

            if (Has(OpFlags.Safe))
            {
                effects &= IsFixedRead ? Effects.None : ~Effects.Traps;
            }

            foreach (Block region in Regions)
            {
                foreach (Operation operation in region.Operations)
                {
                    effects |= operation.Effects;
                }
            }

            return effects & ~Effects.FromRegions;
        }
    }

    /// <summary>Whether foreign code only reads what stays as it is while the function runs, so that it may be read again, elsewhere, or not at all.</summary>
    public bool IsFixedRead => Code == OpCode.Opaque && Has(OpFlags.Safe);

    /// <summary>Whether the operation may be removed when nothing uses its results.</summary>
    public bool IsRemovable => (Effects & (Effects.Writes | Effects.Traps | Effects.Once)) == 0;

    /// <summary>Whether the results depend on the operands alone, so that equal operations give equal values.</summary>
    public bool IsPure => (Effects & ~Effects.Traps) == 0;
}
