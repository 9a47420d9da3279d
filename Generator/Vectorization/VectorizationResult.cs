using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Vectorization;

/// <summary>A module with its innermost loops in vector helpers, the list of these, and a word on each loop.</summary>
internal sealed record VectorizationResult(
    Module Module, EquatableArray<VectorHelper> Helpers, EquatableArray<LoopRemark> Remarks);
