using System.ComponentModel.DataAnnotations;

namespace RingCentral.Connect.RingCentralApi.Budget;

/// <summary>How many requests to RingCentral's rate-limited Auth group we allow ourselves (RINGCENTRAL 6); section <c>RingCentral:AuthBudget</c>.</summary>
internal sealed class AuthBudgetOptions : IValidatableObject
{
    public const string Section = "RingCentral:AuthBudget";

    /// <summary>What counts until something else is configured or proven: RingCentral's documentation and its staff contradict each other.</summary>
    public const int Default = 5;

    /// <summary>Requests in one window; 0 for no limit; where not set, what RingCentral's headers tell, and 5 until they do.</summary>
    [Range(0, 10_000, ErrorMessage = "must be between 0 (unlimited) and 10000, for example 5")]
    public int? RequestsPerMinute { get; set; }

    /// <summary>Whom the limit counts for; where not set, what RingCentral's headers let conclude, and the application until they do.</summary>
    public AuthBudgetScope? Scope { get; set; }

    /// <summary>The window that the number is for.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Window <= TimeSpan.Zero || Window > TimeSpan.FromHours(1))
        {
            yield return new ValidationResult($"is {Window}, but must be longer than nothing and at most an hour, for example 00:01:00", [nameof(Window)]);
        }
    }
}

/// <summary>Whom RingCentral's Auth limit counts for.</summary>
internal enum AuthBudgetScope
{
    /// <summary>All requests of the app together.</summary>
    Application,

    /// <summary>Each user's requests for themselves: then only the pace of one connection's retries is limited.</summary>
    User,
}
