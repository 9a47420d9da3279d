using System.Globalization;
using Adjoint.Generator.Infrastructure;

namespace Adjoint.Generator.Ir;

/// <summary>Which types may be built, and the fields that types have in one module.</summary>
internal sealed class TypeRules
{
    private readonly Module _module;
    private readonly Dictionary<string, TypeDeclaration> _declarations = new(StringComparer.Ordinal);

    // Types are few and values many.
    private readonly Dictionary<IrType, List<string>> _faults = [];

    public TypeRules(Module module)
    {
        _module = module;
        foreach (TypeDeclaration type in module.Types)
        {
            _declarations[type.Name] = type;
        }
    }

    public void CheckDeclarations(List<string> faults)
    {
        if (_declarations.Count != _module.Types.Count)
        {
            faults.Add("two classes have the same name");
        }

        foreach (TypeDeclaration type in _module.Types)
        {
            faults.AddRange(FieldFaults(type.Fields).Select(fault => $"class \"{type.Name}\": {fault}"));
        }
    }

    public List<string> Faults(IrType type)
    {
        if (!_faults.TryGetValue(type, out List<string>? faults))
        {
            _faults[type] = faults = [.. Check(type)];
        }

        return faults;
    }

    /// <summary>What <see cref="OpCode.Field"/> gives for a field, null where there is no such field.</summary>
    public IrType? FieldAccess(IrType owner, string name)
    {
        EquatableArray<FieldDeclaration> fields = owner switch
        {
            ObjectType reference when _declarations.TryGetValue(reference.Name, out TypeDeclaration? declaration) => declaration.Fields,
            MemoryType { Kind: MemoryKind.Ref, Element: RecordType record } => record.Fields,
            _ => default,
        };
        IrType? type = fields.FirstOrDefault(field => field.Name == name)?.Type;
        return type is null or { IsReference: true } ? type : MemoryType.Ref(type);
    }

    private IEnumerable<string> Check(IrType type) => type switch
    {
        MemoryType memory => CheckMemory(memory),
        ObjectType reference => _declarations.ContainsKey(reference.Name) ? [] : [$"{type} is not declared"],
        RecordType record => FieldFaults(record.Fields),
        VectorType { Lanes: < 1 } => [$"{type} has no lanes"],
        TensorType tensor => tensor.Dimensions.Where(name => !IsDimension(name)).Select(name => $"'{name}' is not a dimension"),
        _ => [],
    };

    private IEnumerable<string> CheckMemory(MemoryType type)
    {
        bool rankFits = type.Kind switch
        {
            MemoryKind.Ref => type.Rank == 0,
            MemoryKind.Grid => type.Rank >= 2,
            _ => type.Rank == 1,
        };
        if (!rankFits)
        {
            yield return $"{type} of rank {type.Rank}";
        }

        bool elementFits = type.Element is ScalarType
            || (type.Kind != MemoryKind.Rows && (type.Element is RecordType or { IsReference: true } and not TapeType));
        if (!elementFits)
        {
            yield return $"{type} cannot hold such elements";
        }

        foreach (string fault in Faults(type.Element))
        {
            yield return fault;
        }
    }

    private IEnumerable<string> FieldFaults(EquatableArray<FieldDeclaration> fields)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (FieldDeclaration field in fields)
        {
            if (!names.Add(field.Name))
            {
                yield return $"two fields are named '{field.Name}'";
            }

            if (!Lexer.IsName(field.Name))
            {
                yield return $"the name of the field '{field.Name}' cannot be printed";
            }

            if (field.Type is not (ScalarType or RecordType) && !field.Type.IsReference)
            {
                yield return $"the field '{field.Name}' cannot be of type {field.Type}";
            }

            foreach (string fault in Faults(field.Type))
            {
                yield return $"field '{field.Name}': {fault}";
            }
        }
    }

    private static bool IsDimension(string name) =>
        Lexer.IsName(name) || int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
