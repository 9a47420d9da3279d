using Microsoft.CodeAnalysis;

namespace Adjoint.Generator.Frontend;

/// <summary>Why a statement form is refused, and what to write in its place.</summary>
internal static class UnsupportedStatements
{
    private static readonly Dictionary<OperationKind, (string Why, string Instead)> Table = new()
    {
        [OperationKind.Try] = ("exceptions that are caught would have to be undone", "check for the failure before it happens, or catch outside"),
        [OperationKind.Using] = ("'using' runs code at the end of the scope", "create and dispose the resource outside"),
        [OperationKind.UsingDeclaration] = ("'using' runs code at the end of the scope", "create and dispose the resource outside"),
        [OperationKind.Lock] = ("locks cannot be held over the backward pass", "take the lock outside"),
        [OperationKind.YieldReturn] = ("an iterator runs in pieces", "fill a span or array instead"),
        [OperationKind.YieldBreak] = ("an iterator runs in pieces", "fill a span or array instead"),
        [OperationKind.Labeled] = ("jumps to labels are not followed", "use a loop, break, continue or return"),
        [OperationKind.Stop] = ("it ends the program", "throw an exception instead"),
        [OperationKind.End] = ("it ends the program", "throw an exception instead"),
    };

    public static string Why(IOperation statement) =>
        Table.TryGetValue(statement.Kind, out (string Why, string Instead) row) ? row.Why : "this kind of statement is not followed";

    public static string Instead(IOperation statement) =>
        Table.TryGetValue(statement.Kind, out (string Why, string Instead) row) ? row.Instead : "write it with loops, branches and assignments";
}
