using System.ComponentModel.DataAnnotations;

namespace RingCentral.Connect.Notifications.Webhooks;

/// <summary>How webhooks are sent; section <c>Webhooks</c>.</summary>
internal sealed class WebhookOptions : IValidatableObject
{
    public const string Section = "Webhooks";

    private static readonly TimeSpan LongestTimeout = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Whether endpoints may lie at private, loopback and other addresses of no public network, and on loopback be http. Whoever may make endpoints can then reach
    /// what this service can reach.
    /// </summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>How long an endpoint may take to answer.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How many webhooks a node sends at once.</summary>
    [Range(1, 256, ErrorMessage = "must be between 1 and 256, for example 32")]
    public int Concurrency { get; set; } = 32;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Timeout < TimeSpan.FromSeconds(1) || Timeout > LongestTimeout)
        {
            yield return new ValidationResult($"is {Timeout}, but must be between a second and a minute, for example 00:00:15", [nameof(Timeout)]);
        }
    }
}
