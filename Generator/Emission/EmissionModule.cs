using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;
using Adjoint.Generator.Pipeline;
using Adjoint.Generator.Vectorization;

namespace Adjoint.Generator.Emission;

/// <summary>What all functions of one method's files share: the IR, the names of helpers, and what the types are called.</summary>
internal sealed class EmissionModule
{
    private readonly Dictionary<string, Function> _functions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _helperNames;
    private readonly CallEffects _effects;
    private readonly List<VectorHelper> _families;

    public EmissionModule(MethodModel method, IReadOnlyList<CompanionSignature> signatures, Module module, EmissionOptions options)
    {
        Method = method;
        Signatures = signatures;
        Options = options;
        foreach (Function function in module.Functions)
        {
            _functions[function.Name] = function;
        }

        _families = [.. options.VectorHelpers, .. Families(options)];
        _effects = new(Function);
        Escapes = new(Facts);
        Types = new(method.Namespace, options.ShadowedNames);
        Helpers = Reached(signatures).ToList();
        _helperNames = HelperNaming.Name(method, Helpers.Select(helper => helper.Name), options.MemberNames.Concat(signatures.Select(signature => signature.Name)));
        ReservedNames = [.. TypeNames.Candidates, .. _helperNames.Values];
    }

    public MethodModel Method { get; }

    public IReadOnlyList<CompanionSignature> Signatures { get; }

    public Escapes Escapes { get; }

    public EmissionOptions Options { get; }

    public TypeNames Types { get; set; }

    /// <summary>The functions that companions call, directly or not, sorted by the name of their C# method.</summary>
    public IReadOnlyList<Function> Helpers { get; }

    public IReadOnlyList<string> ReservedNames { get; }

    public bool CheckOverflow => Method.CheckOverflow;

    public Function Function(string name) =>
        _functions.TryGetValue(name, out Function? function) ? function : throw new InvalidOperationException("no function " + name + " in the module");

    public bool Contains(string name) => _functions.ContainsKey(name);

    public string HelperName(string function) => _helperNames[function];

    public Effects CallEffects(string function) => _effects.Of(function);

    /// <summary>What became of the loops of a function, a sentence each.</summary>
    public IEnumerable<string> RemarksOn(string function) =>
        Options.Remarks.Where(remark => remark.FunctionName == function).Select(remark => remark.Text).Distinct();

    /// <summary>The vectorised loop that a function is a part of, null for all other functions.</summary>
    public VectorHelper? VectorHelperOf(string function) =>
        _families.FirstOrDefault(helper => function == helper.Name || function.StartsWith(helper.Name + "#", StringComparison.Ordinal));

    /// <summary>Whether the function only chooses among the widths of a vectorised loop.</summary>
    public bool IsDispatch(string function) => _families.Any(helper => helper.Name == function);

    // Families that are told by the names of their functions only.
    private static IEnumerable<VectorHelper> Families(EmissionOptions options) =>
        from name in options.VectorFunctions
        where name.IndexOf('#') < 0 && options.VectorHelpers.All(helper => helper.Name != name)
        let widths = new[] { 512, 256, 128 }.Where(width => options.VectorFunctions.Contains(VectorHelper.NameAt(name, width)))
        select new VectorHelper(name, "A loop", new(widths));

    /// <summary>The function as a tree, scheduled by no one yet.</summary>
    public FunctionFacts Facts(string function) => FunctionFacts.Of(Function(function), CallEffects);

    private List<Function> Reached(IReadOnlyList<CompanionSignature> signatures)
    {
        List<Function> reached = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (CompanionSignature signature in signatures.Where(signature => CompanionEmitter.HasBody(signature, Options)))
        {
            Visit(Function(signature.FunctionName).Body);
        }

        return reached.OrderBy(function => function.Name, StringComparer.Ordinal).ToList();

        void Add(string name)
        {
            if (!seen.Add(name))
            {
                return;
            }

            reached.Add(Function(name));
            Visit(Function(name).Body);
            foreach (VectorHelper helper in _families.Where(helper => helper.Name == name))
            {
                foreach (int width in helper.Widths)
                {
                    Add(VectorHelper.NameAt(name, width));
                }
            }
        }

        void Visit(Block block)
        {
            foreach (Operation operation in block.Operations)
            {
                if (operation.Code == OpCode.Call)
                {
                    Add(operation.Symbol!);
                }

                foreach (Block region in operation.Regions)
                {
                    Visit(region);
                }
            }
        }
    }
}
