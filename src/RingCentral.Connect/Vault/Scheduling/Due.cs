using RingCentral.Connect.Data.Sessions;

namespace RingCentral.Connect.Vault.Scheduling;

/// <summary>When a session is rotated next, and in which queue it waits until then.</summary>
internal readonly record struct Due(DueClass Class, DateTimeOffset At);
