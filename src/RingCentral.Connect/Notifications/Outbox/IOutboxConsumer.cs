using RingCentral.Connect.Data;
using RingCentral.Connect.Data.Events;

namespace RingCentral.Connect.Notifications.Outbox;

/// <summary>Makes of events what is to be sent: webhook deliveries, mails.</summary>
internal interface IOutboxConsumer
{
    /// <summary>
    /// Writes down what is to be sent, in the outbox's own transaction: an event is taken with all that follows from it, or not at all. Nothing is sent here. Changes
    /// that are tracked in the context are saved by the outbox.
    /// </summary>
    /// <param name="context">Inside the transaction.</param>
    /// <param name="events">In the order of their ids.</param>
    /// <param name="cancellationToken">The node stops.</param>
    Task TakeAsync(ConnectDbContext context, IReadOnlyList<ConnectionEvent> events, CancellationToken cancellationToken);
}
