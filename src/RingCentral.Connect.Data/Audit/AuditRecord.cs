namespace RingCentral.Connect.Data.Audit;

/// <summary>A change that an administrator, app code or the command line made: who, what, before and after, from where.</summary>
public sealed class AuditRecord
{
    public long Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required ActorKind ActorKind { get; init; }

    /// <summary>The administrator's session or the API key; null for the command line. Stays when retention takes the name.</summary>
    public Guid? ActorId { get; init; }

    /// <summary>The administrator's or the key's name.</summary>
    public string? ActorName { get; set; }

    /// <summary>Who the administrator is at the provider.</summary>
    public string? ActorSubject { get; set; }

    /// <summary>What was done, such as <c>connection.disconnected</c>.</summary>
    public required string Action { get; init; }

    /// <summary>What it was done to, such as <c>connection</c>.</summary>
    public required string SubjectKind { get; init; }

    /// <summary>Which one; null where there is only one.</summary>
    public string? SubjectId { get; init; }

    /// <summary>JSON object of what was changed, as it was; null where there was nothing before.</summary>
    public string? Before { get; set; }

    /// <summary>JSON object of what was changed, as it is; null where nothing is left.</summary>
    public string? After { get; set; }

    /// <summary>Where the request came from.</summary>
    public string? Address { get; set; }

    /// <summary>Finds the log entries of the request.</summary>
    public string? Reference { get; init; }
}

/// <summary>What kind of author a change has.</summary>
public enum ActorKind
{
    /// <summary>Somebody who is signed in under <c>/admin</c>.</summary>
    Admin,

    /// <summary>App code.</summary>
    ApiKey,

    /// <summary>Whoever can run commands on the server.</summary>
    CommandLine,
}
