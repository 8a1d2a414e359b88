namespace RingCentral.Simulator.State;

/// <summary>What an earlier run left cannot be taken up again; the message says why.</summary>
internal sealed class DamagedStateException(string message, Exception? inner = null) : Exception(message, inner);
