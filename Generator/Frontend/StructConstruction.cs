using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Adjoint.Generator.Frontend;

/// <summary>Finds a constructor that does nothing but keep its arguments, one in each member.</summary>
internal static class StructConstruction
{
    /// <summary>For each parameter of the constructor the number of the member that it goes to; null where there is none.</summary>
    public static IReadOnlyList<int>? Order(INamedTypeSymbol type, IReadOnlyList<StructMembers.Member> members, INamedTypeSymbol? from)
    {
        foreach (IMethodSymbol constructor in type.InstanceConstructors.Where(constructor => constructor.Parameters.Length == members.Count))
        {
            if (constructor.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal || SymbolEqualityComparer.Default.Equals(from, type))
            {
                int[] order = constructor.Parameters.Select(parameter => Keeper(constructor, parameter, members)).ToArray();
                bool plain = order.All(member => member >= 0) && order.Distinct().Count() == members.Count
                    && order.Select((member, i) => SymbolEqualityComparer.Default.Equals(members[member].Type, constructor.Parameters[i].Type)).All(same => same);
                if (plain)
                {
                    return order;
                }
            }
        }

        return null;
    }

    private static int Keeper(IMethodSymbol constructor, IParameterSymbol parameter, IReadOnlyList<StructMembers.Member> members)
    {
        SyntaxNode? declaration = constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();
        string? member = declaration switch
        {
            RecordDeclarationSyntax => parameter.Name,
            StructDeclarationSyntax record => Initialized(record, parameter.Name),
            ConstructorDeclarationSyntax { Initializer: null } ordinary => Assigned(ordinary, parameter.Name),
            _ => null,
        };
        return member is null ? -1 : members.ToList().FindIndex(part => part.Symbol.Name == member && IsKept(part.Symbol, declaration!));
    }

    // A positional property that the record declares itself may be initialized by anything.
    private static bool IsKept(ISymbol member, SyntaxNode declaration) => declaration is not RecordDeclarationSyntax
        || member.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is ParameterSyntax);

    private static string? Initialized(StructDeclarationSyntax declaration, string parameter) => declaration.Members
        .SelectMany(member => member switch
        {
            PropertyDeclarationSyntax { Initializer.Value: IdentifierNameSyntax value } property => [(property.Identifier.ValueText, value.Identifier.ValueText)],
            FieldDeclarationSyntax field => field.Declaration.Variables
                .Where(variable => variable.Initializer is { Value: IdentifierNameSyntax })
                .Select(variable => (variable.Identifier.ValueText, ((IdentifierNameSyntax)variable.Initializer!.Value).Identifier.ValueText)),
            _ => Enumerable.Empty<(string, string)>(),
        })
        .Where(pair => pair.Item2 == parameter)
        .Select(pair => pair.Item1)
        .FirstOrDefault();

    // Every statement of the constructor assigns a parameter to a member, or tuples of them.
    private static string? Assigned(ConstructorDeclarationSyntax constructor, string parameter)
    {
        IEnumerable<ExpressionSyntax?> expressions = constructor.ExpressionBody is { } arrow
            ? [arrow.Expression]
            : constructor.Body?.Statements.Select(statement => (statement as ExpressionStatementSyntax)?.Expression) ?? [];
        string? found = null;
        foreach (ExpressionSyntax? expression in expressions)
        {
            if (expression is not AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment)
            {
                return null;
            }

            (ExpressionSyntax, ExpressionSyntax)[] pairs = assignment is { Left: TupleExpressionSyntax targets, Right: TupleExpressionSyntax values }
                && targets.Arguments.Count == values.Arguments.Count
                ? targets.Arguments.Zip(values.Arguments, (target, value) => (target.Expression, value.Expression)).ToArray()
                : [(assignment.Left, assignment.Right)];
            foreach ((ExpressionSyntax target, ExpressionSyntax value) in pairs)
            {
                if (MemberName(target) is not { } name || value is not IdentifierNameSyntax source)
                {
                    return null;
                }

                found = source.Identifier.ValueText == parameter ? name : found;
            }
        }

        return found;
    }

    private static string? MemberName(ExpressionSyntax target) => target switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: IdentifierNameSyntax name } => name.Identifier.ValueText,
        _ => null,
    };
}
