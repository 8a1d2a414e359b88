using RingCentral.Connect.Data.Administration;

namespace RingCentral.Connect.Administration.Sessions;

/// <summary>Somebody who proved to be an administrator.</summary>
/// <param name="Name">What to call them.</param>
/// <param name="Role">What they may do.</param>
/// <param name="Method">How they proved it.</param>
internal sealed record AdminPerson(string Name, AdminRole Role, SignInMethod Method)
{
    /// <summary>Who it is at the provider; null for links.</summary>
    public string? Subject { get; init; }
}
