using Microsoft.Extensions.Options;
using RingCentral.Connect.Data;
using RingCentral.Connect.Data.Events;
using RingCentral.Connect.Notifications.Outbox;

namespace RingCentral.Connect.Notifications.Mail.Queue;

/// <summary>Makes of events the mails that their connections' users are to get.</summary>
internal sealed class MailConsumer(IncidentMails mails, IOptions<SmtpOptions> smtp) : IOutboxConsumer
{
    public async Task TakeAsync(ConnectDbContext context, IReadOnlyList<ConnectionEvent> events, CancellationToken cancellationToken)
    {
        if (!smtp.Value.WritesToUsers)
        {
            return;
        }

        foreach (var entry in events)
        {
            await TakeAsync(context, entry, cancellationToken);
        }
    }

    private async Task TakeAsync(ConnectDbContext context, ConnectionEvent entry, CancellationToken cancellationToken)
    {
        switch (entry.Type)
        {
            case EventTypes.ReauthorizationRequired:
                await mails.BeginAsync(context, entry, cancellationToken);
                break;
            case EventTypes.Expiring:
                await mails.AnnounceLapseAsync(context, entry, cancellationToken);
                break;
            case EventTypes.Reconnected:
                await mails.ConfirmAsync(context, entry, cancellationToken);
                await IncidentMails.EndAsync(context, entry, cancellationToken);
                break;
            case EventTypes.Recovered or EventTypes.Disconnected or EventTypes.Deleted:
                await IncidentMails.EndAsync(context, entry, cancellationToken);
                break;
            default:
                break;
        }
    }
}
