using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Tests.Ir;

/// <summary>A record in memory. It is written field by field; the object never moves.</summary>
public sealed class RecordValue(EquatableArray<FieldDeclaration> fields) : ObjectValue(fields)
{
    public RecordValue Copy()
    {
        RecordValue copy = new(Fields);
        copy.Assign(this);
        return copy;
    }

    /// <summary>Makes every field what it is in <paramref name="other"/>, as the assignment of a struct does.</summary>
    public void Assign(RecordValue other)
    {
        foreach (string name in Names)
        {
            if (this[name] is RecordValue inner)
            {
                inner.Assign((RecordValue)other[name]!);
            }
            else
            {
                this[name] = other[name];
            }
        }
    }
}
