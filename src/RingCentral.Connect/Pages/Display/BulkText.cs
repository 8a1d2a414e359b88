using RingCentral.Connect.Administration.Connections;
using RingCentral.Connect.Data.BulkWorks;
using RingCentral.Connect.Data.Conventions;

namespace RingCentral.Connect.Pages.Display;

/// <summary>Works on many connections, in words.</summary>
internal static class BulkText
{
    /// <summary>What is done.</summary>
    public static string Title(BulkWork work) => (SnakeCase.Read<ConnectionDeed>(work.Deed), work.FinishedAt is not null) switch
    {
        (ConnectionDeed.Mail, false) => $"Mailing sign-in links to {Many(work)}",
        (ConnectionDeed.Mail, true) => $"Mailed sign-in links to {Many(work)}",
        (ConnectionDeed.Rotate, false) => $"Rotating {Many(work)}",
        (ConnectionDeed.Rotate, true) => $"Rotated {Many(work)}",
        (_, false) => $"Disconnecting {Many(work)}",
        (_, true) => $"Disconnected {Many(work)}",
    };

    /// <summary>Who began it; an administrator whom retention has forgotten has no name.</summary>
    public static string Who(BulkWork work) => work.ActorName ?? "an administrator";

    /// <summary>How far it is.</summary>
    public static string Progress(BulkWork work) => work switch
    {
        { StoppedAt: not null, FinishedAt: not null } => "stopped",
        { StoppedAt: not null } => "stopping",
        { FinishedAt: not null } => "finished",
        { Done: 0 } => "waiting for a node with background work",
        _ => FormattableString.Invariant($"{work.Done:N0} of {work.Total:N0} done"),
    };

    private static string Many(BulkWork work) => work.Total == 1 ? "one connection" : FormattableString.Invariant($"{work.Total:N0} connections");
}
