using System.ComponentModel.DataAnnotations;

namespace RingCentral.Connect.KeepAlive.Rollups;

/// <summary>How long history is kept; section <c>Retention</c>.</summary>
internal sealed class RetentionOptions : IValidatableObject
{
    public const string Section = "Retention";

    /// <summary>Events of connections.</summary>
    public TimeSpan Events { get; set; } = TimeSpan.FromDays(400);

    /// <summary>Counts of rotations by the hour.</summary>
    public TimeSpan Rollups { get; set; } = TimeSpan.FromDays(400);

    /// <summary>Alarms that are over.</summary>
    public TimeSpan Alarms { get; set; } = TimeSpan.FromDays(90);

    /// <summary>What was sent to webhook endpoints.</summary>
    public TimeSpan WebhookDeliveries { get; set; } = TimeSpan.FromDays(30);

    /// <summary>What was sent to whom; the address goes earlier where its connection is deleted.</summary>
    public TimeSpan Mails { get; set; } = TimeSpan.FromDays(90);

    /// <summary>What administrators, app code and the command line did.</summary>
    public TimeSpan Audit { get; set; } = TimeSpan.FromDays(730);

    /// <summary>
    /// Name, mail address and extension number of a user whose connection was ended; names, subjects and addresses of administrators in the audit log and in the list of their sessions.
    /// </summary>
    public TimeSpan PersonalData { get; set; } = TimeSpan.FromDays(90);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        (string Name, TimeSpan Value)[] settings =
        [
            (nameof(Events), Events), (nameof(Rollups), Rollups), (nameof(Alarms), Alarms), (nameof(WebhookDeliveries), WebhookDeliveries), (nameof(Mails), Mails),
            (nameof(Audit), Audit), (nameof(PersonalData), PersonalData),
        ];
        foreach (var (name, value) in settings)
        {
            if (value < TimeSpan.FromDays(1))
            {
                yield return new ValidationResult($"is {value}, but must be at least a day, for example 90.00:00:00", [name]);
            }
        }
    }
}
