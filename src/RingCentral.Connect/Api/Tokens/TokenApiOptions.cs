using System.ComponentModel.DataAnnotations;

namespace RingCentral.Connect.Api.Tokens;

/// <summary>How tokens are handed out; section <c>TokenApi</c>.</summary>
internal sealed class TokenApiOptions : IValidatableObject
{
    public const string Section = "TokenApi";

    /// <summary>How long a caller may wait for a rotation.</summary>
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How many requests each API key may make on each node; 0 for any number.</summary>
    public int RequestsPerMinutePerKey { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (MaxWait < TimeSpan.Zero || MaxWait > TimeSpan.FromMinutes(2))
        {
            yield return new ValidationResult($"is {MaxWait}, but must be between 00:00:00 and 00:02:00, for example 00:00:20", [nameof(MaxWait)]);
        }

        if (RequestsPerMinutePerKey < 0)
        {
            yield return new ValidationResult($"is {RequestsPerMinutePerKey}, but cannot be negative, for example 600; 0 sets no limit", [nameof(RequestsPerMinutePerKey)]);
        }
    }
}
