namespace Adjoint.Generator.Pipeline;

/// <summary>Texts of C# that transforms put into the IR.</summary>
internal static class RuntimeCalls
{
    /// <summary>The exception for a cotangent whose shape is not that of what the function returned.</summary>
    public const string OtherShape = "new global::System.ArgumentException(\"The cotangent has not the shape of what is returned.\", \"cotangent\")";

    /// <summary>A function of the checkpoint schedule, of the number of turns and that of snapshots.</summary>
    public static string Schedule(string function) => $"global::Adjoint.CheckpointSchedule.{function}({{0}}, {{1}})";

    /// <summary>The exception for an argument that two others exclude.</summary>
    public static string SharedMemory(string? written, string? other) => "new global::System.ArgumentException("
        + GuardedArgument.Quote($"'{written}' is written and shares memory with '{other}', which a checkpoint or a rule of its own cannot undo.") + ")";
}
