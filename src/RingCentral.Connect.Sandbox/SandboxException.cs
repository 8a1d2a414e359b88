namespace RingCentral.Connect.Sandbox;

/// <summary>The sandbox cannot go on; the message is one line for the person who started it.</summary>
internal sealed class SandboxException(string message) : Exception(message);
