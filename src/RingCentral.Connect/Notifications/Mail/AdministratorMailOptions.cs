using System.ComponentModel.DataAnnotations;

namespace RingCentral.Connect.Notifications.Mail;

/// <summary>What administrators get by mail; section <c>Administration</c>.</summary>
internal sealed class AdministratorMailOptions : IValidatableObject
{
    public const string Section = "Administration";

    /// <summary>Who is told of alarms, and gets the digest.</summary>
    public IList<string> NotifyAddresses { get; } = [];

    /// <summary>The hour of the digest, in UTC.</summary>
    [Range(0, 23, ErrorMessage = "must be an hour from 0 to 23 (UTC), for example 7")]
    public int DigestHour { get; set; } = 7;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        NotifyAddresses.Where(address => !Mailboxes.TryRead(address, out _))
            .Select(address => new ValidationResult($"holds '{address}', which is no mail address; for example ops@example.com", [nameof(NotifyAddresses)]));
}
