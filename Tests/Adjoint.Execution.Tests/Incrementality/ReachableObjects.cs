using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Adjoint.Execution.Tests.Incrementality;

/// <summary>Walks the fields of objects in search of something that would keep a compilation alive.</summary>
internal static class ReachableObjects
{
    /// <summary>The path to an object of the compiler's, null where there is none.</summary>
    public static string? FindOfCompiler(object root)
    {
        HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
        Stack<(object Value, string Path)> pending = new([(root, root.GetType().Name)]);
        while (pending.TryPop(out (object Value, string Path) item))
        {
            if (item.Value is ISymbol or SyntaxNode or SyntaxTree or SyntaxReference or Location or Compilation or SemanticModel
                or SourceText or SyntaxToken or SyntaxTrivia or AttributeData or IOperation or Diagnostic)
            {
                return item.Path + ": " + item.Value.GetType();
            }

            if (item.Value is string or Type || item.Value.GetType().IsPrimitive || item.Value.GetType().IsEnum || !seen.Add(item.Value))
            {
                continue;
            }

            if (item.Value is Array array)
            {
                foreach (object? element in array)
                {
                    Push(element, item.Path + "[]");
                }

                continue;
            }

            for (Type? type = item.Value.GetType(); type is not null; type = type.BaseType)
            {
                foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                {
                    Push(field.GetValue(item.Value), item.Path + "." + field.Name);
                }
            }
        }

        return null;

        void Push(object? value, string path)
        {
            if (value is not null)
            {
                pending.Push((value, path));
            }
        }
    }
}
