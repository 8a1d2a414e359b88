using System.ComponentModel;
using RingCentral.Connect.Data.Secrets;

namespace RingCentral.Connect.Notifications.Mail;

/// <summary>Signs in to the mail server.</summary>
[TypeConverter(typeof(SecretConverter<SmtpPassword>))]
internal sealed class SmtpPassword(string value) : Secret(value);
