namespace RingCentral.Connect.Hosting.Doctor;

/// <summary>What a check has found.</summary>
/// <param name="Check">Which check, in a word.</param>
/// <param name="Level">How it stands.</param>
/// <param name="Message">What was seen.</param>
/// <param name="Advice">What to do; null where there is nothing to do.</param>
internal sealed record Finding(string Check, FindingLevel Level, string Message, string? Advice = null)
{
    public static Finding Ok(string check, string message) => new(check, FindingLevel.Ok, message);

    public static Finding Warning(string check, string message, string advice) => new(check, FindingLevel.Warning, message, advice);

    public static Finding Wrong(string check, string message, string advice) => new(check, FindingLevel.Wrong, message, advice);

    public static Finding Unproven(string check, string message, string advice) => new(check, FindingLevel.Unproven, message, advice);
}

/// <summary>How a thing stands.</summary>
internal enum FindingLevel
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Works, and should be looked at.</summary>
    Warning,

    /// <summary>Must be mended.</summary>
    Wrong,

    /// <summary>Could not be found out.</summary>
    Unproven,
}

/// <summary>One of the doctor's checks. It changes nothing.</summary>
internal interface IDoctorCheck
{
    /// <summary>Looks. What fails is a finding, never an exception.</summary>
    Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken);
}
