using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Emission;

/// <summary>From a function of the IR to the lines of a C# body.</summary>
internal sealed class BodyEmitter
{
    private readonly EmissionModule _module;

    public BodyEmitter(EmissionModule module) => _module = module;

    /// <summary>Writes the body's statements between braces that are open already.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="function">The function.</param>
    /// <param name="plan">How it meets its C# declaration.</param>
    public void Write(SourceWriter writer, Function function, BodyPlan plan)
    {
        FunctionFacts facts = _module.Facts(function.Name);
        Scheduling.Run(facts, _module.CheckOverflow, callee => _module.VectorHelperOf(callee) is not null);
        VariableAssignment variables = VariableAssignment.Of(facts, new LiveRanges(facts), plan.AssignableParameter, plan.HasComments);
        BodyContext context = new(facts, variables, _module.Types, _module.HelperName, _module.Function, _module.CheckOverflow);
        FramePlacement frames = FramePlacement.Of(context, _module.Escapes);
        StatementEmitter emitter = new(context, frames) { LineOf = CommentOf };
        TypeArrays(context, frames, plan.SpanParameters);
        TypeVariables(context, frames, facts.Body);
        TypeMasks(context, emitter.Expressions.Vectors, facts.Body);
        StatementBlock body = emitter.Emit();
        List<string> last = facts.Body.NeverEnds ? [] : Last(plan, function, emitter.Expressions);
        Jumps.Run(body, last);
        Resugaring.Run(body);
        IReadOnlyList<Variable> order = Scoping.Declare(body, last, variables.All);
        for (int i = 0; i < function.Parameters.Count; i++)
        {
            variables.Of(function.Parameters[i]).Text = plan.Bindings[i];
        }

        new NameScope(_module.ReservedNames.Concat(plan.ReservedNames)).Name(order);
        StatementPrinter printer = new(writer, variables.All, variable => TypeOf(variable, context), plan.IsBackward) { HasComments = plan.HasComments };
        foreach (string guard in plan.Guards)
        {
            printer.Line(_module.Types.Shorten(guard));
        }

        if (plan.Guards.Count > 0)
        {
            writer.Blank();
        }

        printer.Print(body);
        foreach (string line in last)
        {
            printer.Line(line);
        }
    }

    // What remains after the statements: out parameters, then the returned value.
    private static List<string> Last(BodyPlan plan, Function function, ExpressionBuilder expressions)
    {
        List<string> lines = plan.Outs
            .Select(format => OpaqueText.Fill(format.TrimEnd(';'), function.Results.Count, i => expressions.Assigned(function.Results[i])) + ";")
            .ToList();
        if (plan.ReturnFormat.Length > 0)
        {
            bool location = plan.ReturnsLocation;
            string value = OpaqueText.Fill(plan.ReturnFormat, function.Results.Count, i => expressions.Assigned(function.Results[i]));
            lines.Add("return " + (location ? "ref " : "") + value + ";");
        }

        return lines;
    }

    // Arrays that live in the workspace, or are passed as spans, are spans in C#, under all their names.
    private static void TypeArrays(BodyContext context, FramePlacement frames, IReadOnlyList<int> spanParameters)
    {
        foreach (Value array in frames.SpanNames.Concat(spanParameters.SelectMany(i => frames.NamesOf(context.Facts.Function.Parameters[i]))))
        {
            if (context.Facts.IsNeeded(array) || context.Facts.Function.Parameters.Contains(array))
            {
                context.Variables.Of(array).TypeText = context.Types.Of(MemoryType.Span(((MemoryType)array.Type).Element));
            }
        }
    }

    // Locations that are local variables have the type of what they hold.
    private static void TypeVariables(BodyContext context, FramePlacement frames, IrRegion region)
    {
        foreach (IrNode node in region.Nodes.Where(node => node.IsLive))
        {
            if (node.Code == OpCode.Alloc && context.Facts.IsNeeded(node.Operation.Result))
            {
                Variable variable = context.Variables.Of(node.Operation.Result);
                if (frames.Kind(node) == AllocationKind.Local)
                {
                    variable.TypeText = context.Types.Of(((MemoryType)variable.Type).Element);
                }
            }

            if (node.Code == OpCode.Element && !node.IsFolded && context.Facts.IsNeeded(node.Operation.Result)
                && node.Operation.Operands[0].Type is MemoryType { Kind: MemoryKind.ReadOnlySpan } memory && node.Operation.Result.Type is MemoryType { Kind: MemoryKind.Ref })
            {
                context.Variables.Of(node.Operation.Result).TypeText = "ref readonly " + context.Types.Of(memory.Element);
            }

            node.Regions.ForEach(inner => TypeVariables(context, frames, inner));
        }
    }

    // A mask has the element type that was compared, which its IR type does not say.
    private static void TypeMasks(BodyContext context, VectorExpressions vectors, IrRegion region)
    {
        foreach (IrNode node in region.Nodes.Where(node => node.IsLive))
        {
            IEnumerable<Value> values = node.Operation.Results.Concat(node.Regions.SelectMany(inner => inner.Block.Parameters));
            foreach (Value mask in values.Where(value => value.Type is VectorType { Element: ScalarKind.Bool } && context.Facts.IsNeeded(value)))
            {
                if (context.Facts.DefinitionOf(mask) is not { IsFolded: true })
                {
                    context.Variables.Of(mask).TypeText = vectors.TypeOf(mask);
                }
            }

            node.Regions.ForEach(inner => TypeMasks(context, vectors, inner));
        }
    }

    // A call of a vectorised loop stands for the statements of the loop.
    private SourceLine? CommentOf(Operation operation) =>
        operation.Code == OpCode.Call && _module.VectorHelperOf(operation.Symbol!) is { } helper
            ? new(operation.Source?.Line ?? 0, helper.Description)
            : operation.Source;

    private static string TypeOf(Variable variable, BodyContext context) =>
        variable.TypeText ?? (variable.Type is OpaqueType ? "var" : context.Types.Of(variable.Type));
}
