using RingCentral.Connect.Administration.Audit;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Notifications.Mail.Queue;
using RingCentral.Connect.Vault.Connections;
using RingCentral.Connect.Vault.Reading.Demands;

namespace RingCentral.Connect.Administration.Connections;

/// <summary>
/// Does what an administrator wants done to a connection. Changes of rows are recorded in the audit log by themselves; what is none is recorded here.
/// </summary>
internal sealed class ConnectionDeeds(RotationDemand rotations, SessionTest tests, ConnectionChanges changes, RequestedMails mails, AuditLog audit)
{
    /// <summary>How long somebody sits before a page that does not come.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(20);

    /// <summary>Does it.</summary>
    /// <param name="deed">What.</param>
    /// <param name="id">To which connection.</param>
    /// <param name="actor">Who, as history names them.</param>
    /// <param name="cancellationToken">Nobody waits any more. What has begun is finished.</param>
    public Task<DeedResult> RunAsync(ConnectionDeed deed, Guid id, string actor, CancellationToken cancellationToken) => deed switch
    {
        ConnectionDeed.Rotate => RotateAsync(id, cancellationToken),
        ConnectionDeed.Check => CheckAsync(id, cancellationToken),
        ConnectionDeed.Test => TestAsync(id, cancellationToken),
        ConnectionDeed.KeepWarm => EditAsync(id, new ConnectionEdit { KeepAlive = KeepAlivePreference.Warm }, actor, cancellationToken),
        ConnectionDeed.KeepAsUsual => EditAsync(id, new ConnectionEdit { KeepAlive = KeepAlivePreference.Default }, actor, cancellationToken),
        ConnectionDeed.Pause => EditAsync(id, new ConnectionEdit { Paused = true }, actor, cancellationToken),
        ConnectionDeed.Resume => EditAsync(id, new ConnectionEdit { Paused = false }, actor, cancellationToken),
        ConnectionDeed.AllowOther => AllowOtherAsync(id, allow: true, actor, cancellationToken),
        ConnectionDeed.RefuseOther => AllowOtherAsync(id, allow: false, actor, cancellationToken),
        ConnectionDeed.Mail => MailAsync(id, cancellationToken),
        ConnectionDeed.Disconnect => EndAsync(changes.DisconnectAsync(id, actor, CancellationToken.None)),
        ConnectionDeed.Delete => EndAsync(changes.DeleteAsync(id, actor, CancellationToken.None)),
        _ => throw new ArgumentOutOfRangeException(nameof(deed), deed, "There is no such deed."),
    };

    private async Task<DeedResult> RotateAsync(Guid id, CancellationToken cancellationToken)
    {
        var result = await rotations.RunAsync(id, MaxWait, cancellationToken) switch
        {
            RotationDemandResult.Rotated => DeedResult.Done,
            RotationDemandResult.Refused => DeedResult.NoNewPair,
            var other => Failed(other),
        };
        return await RecordAsync("connection.rotated", id, result, cancellationToken);
    }

    private async Task<DeedResult> CheckAsync(Guid id, CancellationToken cancellationToken)
    {
        var result = await rotations.CheckAsync(id, MaxWait, cancellationToken) switch
        {
            RotationDemandResult.Rotated => DeedResult.Done,
            RotationDemandResult.Refused => DeedResult.StillRefused,
            var other => Failed(other),
        };
        return await RecordAsync("connection.checked", id, result, cancellationToken);
    }

    private static DeedResult Failed(RotationDemandResult result) => result switch
    {
        RotationDemandResult.Unavailable => DeedResult.NotNow,
        RotationDemandResult.VaultUnavailable => DeedResult.VaultUnavailable,
        RotationDemandResult.Limited => DeedResult.TooOften,
        _ => DeedResult.NotFound,
    };

    private async Task<DeedResult> TestAsync(Guid id, CancellationToken cancellationToken)
    {
        var result = await tests.RunAsync(id, cancellationToken) switch
        {
            TokenVerdict.Works => DeedResult.TokenWorks,
            TokenVerdict.Refused => DeedResult.TokenRefused,
            TokenVerdict.VaultUnavailable => DeedResult.VaultUnavailable,
            TokenVerdict.Unknown => DeedResult.NoAnswer,
            _ => DeedResult.NothingToTest,
        };
        return await RecordAsync("connection.tested", id, result, cancellationToken);
    }

    private async Task<DeedResult> MailAsync(Guid id, CancellationToken cancellationToken)
    {
        var result = await mails.RemindAsync(id, cancellationToken) switch
        {
            MailRequest.Queued => DeedResult.MailQueued,
            MailRequest.Off => DeedResult.MailOff,
            MailRequest.NoAddress => DeedResult.NoAddress,
            MailRequest.OptedOut => DeedResult.OptedOut,
            _ => DeedResult.WrongState,
        };
        return result == DeedResult.MailQueued ? await RecordAsync("connection.mailed", id, result, cancellationToken) : result;
    }

    private async Task<DeedResult> EditAsync(Guid id, ConnectionEdit edit, string actor, CancellationToken cancellationToken) =>
        await changes.EditAsync(id, edit, actor, cancellationToken) == EditResult.Done ? DeedResult.Done : DeedResult.NotFound;

    private async Task<DeedResult> AllowOtherAsync(Guid id, bool allow, string actor, CancellationToken cancellationToken) =>
        await changes.AllowAnotherUserAsync(id, allow, actor, cancellationToken) ? DeedResult.Done : DeedResult.WrongState;

    private static async Task<DeedResult> EndAsync(Task<bool> ending) => await ending ? DeedResult.Done : DeedResult.NotFound;

    /// <summary>What was tried is recorded as well as what succeeded; what concerned no connection is not.</summary>
    private async Task<DeedResult> RecordAsync(string action, Guid id, DeedResult result, CancellationToken cancellationToken)
    {
        if (result != DeedResult.NotFound)
        {
            await audit.RecordAsync(new AuditEntry(action, id.ToString()) { After = new { result } }, cancellationToken);
        }

        return result;
    }
}
