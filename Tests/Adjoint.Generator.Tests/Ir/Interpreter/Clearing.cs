namespace Adjoint.Generator.Tests.Ir;

/// <summary><c>fill</c> of a container, or of memory that holds references: every floating scalar that it reaches becomes zero.</summary>
internal static class Clearing
{
    public static void Clear(object? reached)
    {
        switch (reached)
        {
            case Memory memory when memory.Count == 0 || memory.Get(0) is float or double:
                for (int i = 0; i < memory.Count; i++)
                {
                    memory.Set(i, Convert.ChangeType(0, memory.Get(i)!.GetType(), System.Globalization.CultureInfo.InvariantCulture));
                }

                break;
            case Memory memory:
                foreach (object? element in memory.Elements)
                {
                    Clear(element);
                }

                break;
            case Array array:
                Clear(Memory.Of(array));
                break;
            case ObjectValue container:
                foreach (string name in container.Names)
                {
                    Clear(container[name] is float or double ? container.Cell(name) : container[name]);
                }

                break;
        }
    }
}
