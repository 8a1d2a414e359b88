using System.ComponentModel.DataAnnotations;

namespace RingCentral.Connect.KeepAlive.Sweeping;

/// <summary>How the sweep works through what is due; section <c>KeepAlive</c>.</summary>
internal sealed class SweepOptions : IValidatableObject
{
    public const string Section = "KeepAlive";

    /// <summary>The longest time between two looks at what is due.</summary>
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How many rotations run at once on one node.</summary>
    [Range(1, 1024, ErrorMessage = "must be between 1 and 1024, for example 32")]
    public int Concurrency { get; set; } = 32;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (SweepInterval < TimeSpan.FromMilliseconds(100) || SweepInterval > TimeSpan.FromMinutes(1))
        {
            yield return new ValidationResult($"is {SweepInterval}, but must be between 00:00:00.1 and 00:01:00, for example 00:00:05", [nameof(SweepInterval)]);
        }
    }
}
