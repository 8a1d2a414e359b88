using System.Diagnostics;

namespace RingCentral.Connect.Vault.Rotation;

/// <summary>Traces of rotations.</summary>
internal static class RotationTracing
{
    /// <summary>Source of the spans; they carry ids and outcomes, never a token.</summary>
    public static readonly ActivitySource Source = new("RingCentral.Connect");
}
