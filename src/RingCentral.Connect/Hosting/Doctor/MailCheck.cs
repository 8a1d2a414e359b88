using Microsoft.Extensions.Options;
using RingCentral.Connect.Notifications.Mail;
using RingCentral.Connect.Notifications.Mail.Sending;

namespace RingCentral.Connect.Hosting.Doctor;

/// <summary>Whether the mail server lets us in. No mail is sent.</summary>
internal sealed class MailCheck(IOptions<SmtpOptions> options, TimeProvider time) : IDoctorCheck
{
    private const string Name = "mail";

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.IsOn)
        {
            return [Finding.Warning(Name, "No mail server is configured: nobody is told of connections that need them, or of alarms.", "Set Smtp:Host and Smtp:From, and Administration:NotifyAddresses.")];
        }

        await using var session = new SmtpSession(options.Value, time);
        return [await session.SignInAsync(cancellationToken) is { } fault
            ? Finding.Wrong(Name, $"Mail cannot be sent: {fault.Why}.", "Check Smtp:Host, Smtp:Port, Smtp:Security, Smtp:UserName and Smtp:Password.")
            : Finding.Ok(Name, $"{options.Value.Host} takes mail from us; none was sent.")];
    }
}
