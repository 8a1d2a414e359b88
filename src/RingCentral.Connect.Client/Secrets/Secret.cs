using System.Diagnostics;

namespace RingCentral.Connect.Client;

/// <summary>
/// A text that must not leave the process by accident: it prints and shows in a debugger as <c>***</c> and serialises as an empty object.
/// Whoever needs the text says so with <see cref="Reveal"/>.
/// </summary>
[DebuggerDisplay("***")]
public abstract class Secret
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _value;

    private protected Secret(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        _value = value;
    }

    /// <summary>The text in clear. Do not log, print or store it.</summary>
    /// <returns>The text.</returns>
    public string Reveal() => _value;

    /// <summary>Three asterisks, whatever the text is.</summary>
    /// <returns><c>***</c></returns>
    public sealed override string ToString() => "***";
}
