using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace RingCentral.Connect.Data.Secrets;

/// <summary>
/// A text that must not leave the process by accident: it prints and shows in a debugger as <c>***</c>, and serialises as an empty object,
/// since nothing of it is public.
/// There is no conversion to <see cref="string"/>; whoever needs the text says so with <see cref="Reveal"/>.
/// </summary>
[DebuggerDisplay("***")]
public abstract class Secret : IEquatable<Secret>
{
    /// <summary>What every secret prints as.</summary>
    public const string Mask = "***";

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _value;

    /// <param name="value">The secret text, not empty.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null or empty.</exception>
    protected Secret(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        _value = value;
    }

    /// <summary>The text in clear. The caller must not log, store or print it.</summary>
    public string Reveal() => _value;

    /// <summary>Equal in constant time for texts of one length.</summary>
    public bool Equals(Secret? other) =>
        other is not null
        && other.GetType() == GetType()
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(_value), Encoding.UTF8.GetBytes(other._value));

    public sealed override bool Equals(object? obj) => Equals(obj as Secret);

    public sealed override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_value);

    public sealed override string ToString() => Mask;
}
