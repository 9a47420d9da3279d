namespace Quickstart.Data;

/// <summary>The data is not there or not as it should be. The message is for the user.</summary>
/// <param name="message">What is wrong and what to do about it.</param>
public sealed class DataException(string message) : Exception(message);
