using Adjoint.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace Adjoint.Generator.Frontend;

/// <summary>The text of opaque code.</summary>
internal sealed partial class BodyLowering
{
    /// <summary>Writes an expression as C# that is valid anywhere, with a hole for each value that the IR computes.</summary>
    private sealed class OpaqueText(BodyLowering lowering)
    {
        private readonly List<IInvocationOperation> _made = [];

        public List<Value> Operands { get; } = [];

        /// <summary>Whether a method of the project, whose body is not followed, makes something of the operands.</summary>
        public bool CallsOwnCode => _made.Count > 0;

        /// <summary>The types of the static objects that the text mentions, but for those that are declared constant.</summary>
        public HashSet<string> StaticObjects { get; } = new(StringComparer.Ordinal);

        public string Write(IOperation operation)
        {
            if (operation is IMemberReferenceOperation { Instance: null, Type: { } kept } reference && IsOpaque(kept)
                && (kept.IsReferenceType || reference is IFieldReferenceOperation { Field.IsReadOnly: false }) && !reference.Member.HasNoDerivative())
            {
                _ = StaticObjects.Add(lowering.Types.Closed(kept).FullText());
            }

            if (operation.ConstantValue.HasValue)
            {
                return Constant(operation.ConstantValue.Value, operation.Type).Replace("{", "\\u007b").Replace("}", "\\u007d");
            }

            return operation switch
            {
                IConversionOperation { IsImplicit: true } conversion when IsOpaque(conversion.Type) => Write(conversion.Operand),
                IConversionOperation { Type: { } type } conversion when IsOpaque(type) || IsOpaque(conversion.Operand.Type) =>
                    $"(({Named(type)}){Write(conversion.Operand)})",
                IParenthesizedOperation inner => Write(inner.Operand),
                IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke, Instance: { } target } call when lowering.IsUnknownDelegate(target) =>
                    Hole(lowering.Scalar(target)) + (target is IConditionalAccessInstanceOperation ? "!.Invoke" : ".Invoke") + Arguments(call.Arguments),
                IInvocationOperation call when IsForeign(call) => Called(call, lowering.TargetOf(call)),
                IObjectCreationOperation { Initializer: null, Type: { } type } creation => "new " + Named(type, ((IObjectCreationOperation)operation).Constructor) + Arguments(creation.Arguments),
                IInterpolatedStringOperation text => Interpolated(text),
                IInterpolatedStringHandlerCreationOperation handler => Write(handler.Content),
                IPropertyReferenceOperation property when lowering.IsForeign(property) => Member(property),
                IFieldReferenceOperation field when lowering.IsForeign(field) => Receiver(field.Instance, field.Field),
                IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum =>
                    "(" + Write(sum.LeftOperand) + " + " + Write(sum.RightOperand) + ")",
                ITypeOfOperation type => "typeof(" + Named(type.TypeOperand) + ")",
                IDefaultValueOperation { Type: { } type } => "default(" + Named(type) + ")",
                IArrayCreationOperation { Type: IArrayTypeSymbol { IsSZArray: true } type, Initializer: { } items } when lowering.Types.Single(type) is OpaqueType =>
                    "new " + Named(type) + " { " + string.Join(", ", items.ElementValues.Select(Write)) + " }",
                _ => Holes(operation),
            };
        }

        // With its type, where the text alone would choose another overload.
        private static string Constant(object? value, ITypeSymbol? type) => ConstantText.Of(value, type) is var text && type is { TypeKind: not TypeKind.Enum }
            && value is null or byte or sbyte or short or ushort
            ? value is null ? $"({type.FullText().TrimEnd('?')})null!" : $"(({type.FullText()}){text})"
            : text;

        private string Called(IInvocationOperation call, IMethodSymbol method) => method.IsStatic && method.ContainingType.TypeKind == TypeKind.Interface
            ? throw lowering.RefuseExpression(call, $"'{method.PlainText()}' is a member of an interface that has no name of its own in the type", "write the formula with operators and mathematics of the type")
            : Receiver(call.Instance, method) + TypeArguments(method) + Arguments(call.Arguments);

        private bool IsForeign(IInvocationOperation call) => lowering.TargetOf(call) is { MethodKind: MethodKind.Ordinary or MethodKind.ReducedExtension } method
            && MathIntrinsics.Find(method, RoundingOf(call)) is null && lowering.MirrorOf(method) is null
            && (!MethodBodies.IsInSource(method, lowering._module) || method.HasNoDerivative() || IsOpaque(call.Instance?.Type) || GivesOpaque(call))
            && !IsSpanLike(call.Instance?.Type);

        // What the project's own method makes of constants need not be followed.
        private bool GivesOpaque(IInvocationOperation call)
        {
            if (!IsOpaque(call.Type) || CompanionTarget.Find(call.TargetMethod, lowering._module) is not null)
            {
                return false;
            }

            _made.Add(call);
            return true;
        }

        private bool IsOpaque(ITypeSymbol? type) => lowering.IsOpaqueType(type);

        private string Receiver(IOperation? instance, ISymbol member) =>
            (instance switch
            {
                null => Named(member.ContainingType, member),
                { Type: INamedTypeSymbol type } when type.IsContainer() => Hole(lowering.Scalar(instance)),
                _ => Write(instance),
            }) + "." + Seen(member).Name.Escaped();

        /// <summary>A member by which something outside is read or written.</summary>
        public string MemberText(IOperation reference, IOperation? instance, ISymbol member) =>
            reference is IPropertyReferenceOperation property ? Member(property) : Receiver(instance, member);

        private string Member(IPropertyReferenceOperation property) => property.Property.IsIndexer
            ? Write(property.Instance!) + "[" + string.Join(", ", property.Arguments.Select(argument => Write(argument.Value))) + "]"
            : Receiver(property.Instance, property.Property);

        private string TypeArguments(IMethodSymbol method) => method.TypeArguments.Length == 0
            ? ""
            : "<" + string.Join(", ", method.TypeArguments.Select(type => Named(type))) + ">";

        private string Arguments(IEnumerable<IArgumentOperation> arguments)
        {
            List<string> texts = [];
            foreach (IArgumentOperation argument in arguments.Where(argument => argument.ArgumentKind != ArgumentKind.DefaultValue))
            {
                if (argument.Value is IInterpolatedStringHandlerCreationOperation handler)
                {
                    // Assertions take their message by a handler; a finished string serves as well.
                    texts.Add(Write(handler));
                    continue;
                }

                if (argument.Parameter is { RefKind: RefKind.Ref or RefKind.Out })
                {
                    throw lowering.RefuseExpression(argument, "code that Adjoint cannot see could change the variable", "call it outside, or wrap it in a method with a [NoDerivative] result");
                }

                if (argument.ArgumentKind == ArgumentKind.ParamArray && argument.Value is IArrayCreationOperation { Initializer: { } items })
                {
                    texts.AddRange(items.ElementValues.Select(Write));
                }
                else
                {
                    texts.Add(Write(argument.Value));
                }
            }

            return "(" + string.Join(", ", texts) + ")";
        }

        // Braces are written as escapes, since holes are braces, too.
        private string Interpolated(IInterpolatedStringOperation text)
        {
            System.Text.StringBuilder format = new();
            List<string> arguments = [];
            foreach (IInterpolatedStringContentOperation part in text.Parts)
            {
                switch (part)
                {
                    case IInterpolatedStringTextOperation { Text.ConstantValue: { HasValue: true, Value: string words } }:
                        format.Append(words.Replace("{", "{{").Replace("}", "}}"));
                        break;
                    case IInterpolationOperation hole:
                        format.Append('{').Append(arguments.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
                        format.Append(hole.Alignment?.ConstantValue.Value is int width ? "," + width.ToString(System.Globalization.CultureInfo.InvariantCulture) : "");
                        format.Append(hole.FormatString?.ConstantValue.Value is string how ? ":" + how : "").Append('}');
                        arguments.Add(Write(hole.Expression));
                        break;
                    case IInterpolatedStringAppendOperation { AppendCall: IInvocationOperation { TargetMethod.Name: "AppendLiteral" } literal }:
                        format.Append(((string)literal.Arguments[0].Value.ConstantValue.Value!).Replace("{", "{{").Replace("}", "}}"));
                        break;
                    case IInterpolatedStringAppendOperation { AppendCall: IInvocationOperation { TargetMethod.Name: "AppendFormatted" } hole }:
                        format.Append('{').Append(arguments.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
                        format.Append(AppendedOption(hole, "alignment") is int wide ? "," + wide.ToString(System.Globalization.CultureInfo.InvariantCulture) : "");
                        format.Append(AppendedOption(hole, "format") is string form ? ":" + form : "").Append('}');
                        arguments.Add(Write(hole.Arguments[0].Value));
                        break;
                    default:
                        throw lowering.RefuseExpression(text, "this form of string is not followed", "use a plain interpolated string");
                }
            }

            string list = string.Concat(arguments.Select(argument => ", " + argument));
            return "string.Format(" + Quoted(format.ToString()) + list + ")";
        }

        private static object? AppendedOption(IInvocationOperation append, string name) => append.Arguments
            .FirstOrDefault(argument => argument.Parameter?.Name == name)?.Value.ConstantValue.Value;

        private static string Quoted(string text) =>
            SymbolDisplay.FormatLiteral(text, quote: true).Replace("{", "\\u007b").Replace("}", "\\u007d");

        // The call that is given an operation, as the user reads it.
        private static string Receiver(IOperation operation)
        {
            IOperation? parent = operation.Parent;
            while (parent is IConversionOperation { OperatorMethod: null } or IArgumentOperation)
            {
                parent = parent.Parent;
            }

            return parent switch
            {
                IInvocationOperation call => call.TargetMethod.PlainText(),
                IObjectCreationOperation { Type: { } type } => "new " + type.PlainText(),
                IConversionOperation { OperatorMethod: not null, Type: { } type } => "the conversion to " + type.PlainText(),
                IPropertyReferenceOperation property => property.Property.PlainText(),
                _ => "foreign code",
            };
        }

        private string Holes(IOperation operation)
        {
            ITypeSymbol type = operation.Type ?? throw new RejectedException();
            Leaf[] leaves = lowering.Types.Leaves(type);
            bool isSearched = operation.Parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "BinarySearch" or "IndexOf" or "LastIndexOf" or "Contains", ContainingType.Name: "Array" or "MemoryExtensions" } } };
            if (!isSearched && leaves.Any(leaf => leaf.Packing is not null || leaf.Type is MemoryType { Kind: not MemoryKind.ReadOnlySpan } or ObjectType))
            {
                throw lowering.Refuse(RejectionKind.MemoryToForeignCall, operation, Rejections.Text(operation.Syntax), Receiver(operation));
            }

            if (type.TypeKind == TypeKind.Delegate)
            {
                throw lowering.RefuseExpression(operation, "a delegate is passed to code that Adjoint cannot see", "write the loop here");
            }

            if (IsOpaque(type) && operation is not (ILocalReferenceOperation or IParameterReferenceOperation or IInstanceReferenceOperation or IConditionalAccessInstanceOperation))
            {
                throw IsOfDelegates(type)
                    ? lowering.RefuseDelegates(operation)
                    : lowering.RefuseExpression(operation, "this kind of expression is not followed", "compute it outside and pass the result");
            }

            Value[] values = lowering.Expression(operation);
            string[] holes = values.Select(Hole).ToArray();
            return lowering.Types.Closed(type) switch
            {
                { TypeKind: TypeKind.Enum } => $"(({lowering.Types.Closed(type).FullText()}){holes[0]})",
                _ when lowering.Types.Parts(type) is not null => lowering.Types.Shape(type, null) is { CanBeMade: true } shape
                    ? shape.Compose(holes)
                    : throw lowering.RefuseExpression(operation, "it has members that nothing else can set", "pass its members"),
                _ when holes.Length == 1 => holes[0],
                _ => $"({holes[0]} ? {holes[1]} : ({lowering.Types.Closed(type).FullText()})null)",
            };
        }

        private string Hole(Value value)
        {
            Operands.Add(value);
            return "{" + (Operands.Count - 1).ToString(System.Globalization.CultureInfo.InvariantCulture) + "}";
        }

        private string Named(ITypeSymbol type, ISymbol? member = null)
        {
            _ = Seen(member ?? type);
            return Seen(lowering.Types.Closed(type)).FullText();
        }

        private T Seen<T>(T symbol)
            where T : ISymbol
        {
            lowering._module.CheckSeen(symbol);
            return symbol;
        }
    }
}
