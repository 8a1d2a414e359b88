using System.ComponentModel.DataAnnotations;

namespace RingCentral.Connect.Vault.Scheduling;

/// <summary>What connections do whose own <c>keep_alive</c> is <c>default</c>.</summary>
internal enum KeepAliveMode
{
    /// <summary>Warm while tokens are asked for, idle otherwise.</summary>
    Adaptive,

    /// <summary>Always warm, asked for or not.</summary>
    Warm,

    /// <summary>Never warm.</summary>
    Idle,
}

/// <summary>When sessions are rotated (DESIGN 6); section <c>KeepAlive</c>.</summary>
internal sealed class ScheduleOptions : IValidatableObject
{
    public const string Section = "KeepAlive";

    public KeepAliveMode Mode { get; set; } = KeepAliveMode.Adaptive;

    /// <summary>How long after the last use a connection stays warm.</summary>
    public TimeSpan WarmWindow { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How long before the access token's own expiry a hold ends, at most half of the token's life.</summary>
    public TimeSpan HoldMargin { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long after the end of a hold calls in flight are left alone.</summary>
    public TimeSpan HoldGrace { get; set; } = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, value) in new[] { (nameof(WarmWindow), WarmWindow), (nameof(HoldMargin), HoldMargin), (nameof(HoldGrace), HoldGrace) })
        {
            if (value < TimeSpan.Zero)
            {
                yield return new ValidationResult($"is {value}, but cannot be negative, for example 00:10:00", [name]);
            }
        }
    }
}
