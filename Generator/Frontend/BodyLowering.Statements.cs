using System.Collections.Immutable;
using Adjoint.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Adjoint.Generator.Frontend;

/// <summary>Statements, and what follows those that may leave.</summary>
internal sealed partial class BodyLowering
{
    /// <summary>
    /// Lowers statements from one on. Where an arm of an <c>if</c> always leaves, the rest goes into the other arm; where a
    /// statement may have left, the rest is guarded. Every statement is lowered once.
    /// </summary>
    private void Sequence(ImmutableArray<IOperation> statements, int start)
    {
        for (int i = start; i < statements.Length && !_state.IsDead; i++)
        {
            if (_state.Exits.Count > 0)
            {
                int next = i;
                Guarded(() => Sequence(statements, next));
                return;
            }

            IOperation statement = statements[i];
            _module.Cancellation.ThrowIfCancellationRequested();
            if (statement is IBlockOperation block && BodyScan.MayLeave(block))
            {
                Sequence([.. block.Operations, .. statements.Skip(i + 1)], 0);
                return;
            }

            (BlockBuilder builder, Bindings state) = (_builder, _state);
            try
            {
                if (statement is IConditionalOperation { Syntax: not null } branch && LeavesInOneArm(branch))
                {
                    IfWithRest(branch, statements.Skip(i + 1).ToImmutableArray());
                    return;
                }

                Statement(statement);
            }
            catch (RejectedException)
            {
                // Go on behind the statement: what else there is to say is said in the same pass.
                (_builder, _state) = (builder, state);
                _failed = true;
            }
        }
    }

    private static bool LeavesInOneArm(IConditionalOperation branch) =>
        BodyScan.AlwaysLeaves(branch.WhenTrue) != BodyScan.AlwaysLeaves(branch.WhenFalse);

    private void IfWithRest(IConditionalOperation branch, ImmutableArray<IOperation> rest)
    {
        SetSource(branch);
        if (branch.Condition.ConstantValue is { HasValue: true, Value: bool known })
        {
            ImmutableArray<IOperation> taken = Arms(known ? branch.WhenTrue : branch.WhenFalse);
            Sequence([.. taken, .. rest], 0);
            return;
        }

        Value condition = Scalar(branch.Condition);
        bool first = BodyScan.AlwaysLeaves(branch.WhenTrue);
        BranchStatements(
            condition,
            () => Sequence(first ? Arms(branch.WhenTrue) : [.. Arms(branch.WhenTrue), .. rest], 0),
            () => Sequence(first ? [.. Arms(branch.WhenFalse), .. rest] : Arms(branch.WhenFalse), 0));
    }

    private static ImmutableArray<IOperation> Arms(IOperation? arm) => arm is null ? [] : [arm];

    private void Statement(IOperation statement)
    {
        switch (statement)
        {
            case IBlockOperation block:
                Sequence(block.Operations, 0);
                break;
            case IEmptyOperation or ILocalFunctionOperation:
                break;
            case ILabeledOperation:
                throw RefuseStatement(statement, "jumps to labels are not followed", "use a loop, break, continue or return");
            case IExpressionStatementOperation expression:
                SetSource(statement);
                Discarded(expression.Operation);
                break;
            case IVariableDeclarationGroupOperation group:
                foreach (IVariableDeclarationOperation declaration in group.Declarations)
                {
                    Declaration(declaration);
                }

                break;
            case IReturnOperation { Kind: OperationKind.Return } result:
                SetSource(statement);
                Return(result);
                break;
            case IConditionalOperation branch:
                If(branch);
                break;
            case IForLoopOperation loop:
                FindSnapshots(loop);
                For(loop);
                break;
            case IForEachLoopOperation loop:
                FindSnapshots(loop);
                ForEach(loop);
                break;
            case IWhileLoopOperation loop:
                FindSnapshots(loop);
                While(loop);
                break;
            case ISwitchOperation choice:
                Switch(choice);
                break;
            case IBranchOperation branch:
                Jump(branch);
                break;
            case IThrowOperation failure:
                SetSource(statement);
                Throw(failure);
                break;
            default:
                throw RefuseStatement(statement, UnsupportedStatements.Why(statement), UnsupportedStatements.Instead(statement));
        }
    }

    /// <summary>An expression whose value nothing reads.</summary>
    private void Discarded(IOperation expression)
    {
        if (expression is IThrowOperation failure)
        {
            Throw(failure);
            return;
        }

        Expression(expression);
    }

    private void Declaration(IVariableDeclarationOperation declaration)
    {
        foreach (IVariableDeclaratorOperation declarator in declaration.Declarators)
        {
            SetSource(declarator);
            ILocalSymbol local = declarator.Symbol;
            IOperation? initial = (declarator.GetVariableInitializer() ?? declaration.Initializer)?.Value;
            if (declaration.Syntax.Parent is Microsoft.CodeAnalysis.CSharp.Syntax.LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 })
            {
                throw RefuseStatement(declaration, "'using' runs code at the end of the scope", "create and dispose the resource outside");
            }

            if (local.Type.TypeKind == TypeKind.Delegate)
            {
                _state.SetCallable(local, initial is null ? null : CallableOf(initial));
                Bind(local, []);
                continue;
            }

            if (local.RefKind != RefKind.None)
            {
                Bind(local, Location(initial!));
                continue;
            }

            Declare(local, initial is null ? null : Named(Expression(initial), local));
        }
    }

    private void Return(IReturnOperation result)
    {
        if (result.ReturnedValue is { } value)
        {
            bool byReference = _activation.Method.RefKind != RefKind.None;
            if (value is IThrowOperation failure)
            {
                Throw(failure);
                return;
            }

            if (_activation.Method.ReturnType.TypeKind == TypeKind.Delegate)
            {
                throw RefuseStatement(result, "it returns a delegate", "call the delegate and return its value");
            }

            // An expression-bodied void method gives its expression as an ordinary statement.
            Value[] values = byReference ? Location(value) : Expression(value);
            if (_state.IsDead)
            {
                return;
            }

            if (_activation.Results.Length > 0)
            {
                Bind(_activation.Return, values);
            }
        }

        _state.Take(_activation.Return);
    }

    private void If(IConditionalOperation branch)
    {
        SetSource(branch);
        if (branch.Condition.ConstantValue is { HasValue: true, Value: bool known })
        {
            Sequence(Arms(known ? branch.WhenTrue : branch.WhenFalse), 0);
            return;
        }

        Value condition = Scalar(branch.Condition);
        BranchStatements(condition, () => Sequence(Arms(branch.WhenTrue), 0), () => Sequence(Arms(branch.WhenFalse), 0));
    }

    private void Jump(IBranchOperation branch)
    {
        ExitTarget? target = _jumps.FirstOrDefault(jump => SymbolEqualityComparer.Default.Equals(jump.Label, branch.Target)).Target;
        if (target is null)
        {
            throw RefuseStatement(branch, "jumps to labels are not followed", "use a loop, break, continue or return");
        }

        _state.Take(target);
    }

    /// <summary>The places that <c>break</c> and <c>continue</c> may leave for, innermost first.</summary>
    private ImmutableStack<(ILabelSymbol Label, ExitTarget Target)> _jumps = ImmutableStack<(ILabelSymbol, ExitTarget)>.Empty;
}
