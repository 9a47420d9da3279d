using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Tests.Ir;

/// <summary>A parameter container: a cell for each field.</summary>
/// <remarks>A cell is an array of one element, so that a location in a container is memory like any other.</remarks>
public class ObjectValue
{
    private readonly Dictionary<string, Array> _cells = new(StringComparer.Ordinal);

    /// <summary>Scalars are zero, records are made of zeros, references are null.</summary>
    public ObjectValue(EquatableArray<FieldDeclaration> fields)
    {
        Fields = fields;
        foreach (FieldDeclaration field in fields)
        {
            _cells.Add(field.Name, Memory.NewStorage(field.Type, 1));
        }
    }

    /// <summary>A new container of a class that <paramref name="module"/> declares.</summary>
    public static ObjectValue Create(Module module, string name) =>
        new(module.Types.Single(type => type.Name == name).Fields);

    public EquatableArray<FieldDeclaration> Fields { get; }

    public IEnumerable<string> Names => _cells.Keys;

    /// <summary>The content of a field; memory is an array.</summary>
    public object? this[string field]
    {
        get => _cells[field].GetValue(0);
        set => _cells[field].SetValue(value, 0);
    }

    public Array Cell(string field) => _cells[field];
}
