using System.Security.Cryptography;
using System.Text;

namespace Adjoint.Generator.Ir;

/// <summary>A 128-bit hash of a module's printed text: equal modules have equal hashes, on every machine and run.</summary>
public readonly record struct ContentHash(ulong High, ulong Low)
{
    public static ContentHash Of(Module module) => Of(Printer.Print(module));

    public static ContentHash Of(string text)
    {
        using SHA256 sha = SHA256.Create();
        byte[] bytes = sha.ComputeHash(Encoding.UTF8.GetBytes(text));
        return new(Word(bytes, 0), Word(bytes, 8));
    }

    // Read byte by byte, so that the hash is the same on machines of either byte order.
    private static ulong Word(byte[] bytes, int start)
    {
        ulong word = 0;
        for (int i = 0; i < 8; i++)
        {
            word = (word << 8) | bytes[start + i];
        }

        return word;
    }

    public override string ToString() => $"{High:x16}{Low:x16}";
}
