using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RingCentral.Connect.Data.AuthBudgets;

/// <summary>What all nodes know of one client's standing with RingCentral: one row per client id and secret.</summary>
public sealed class AuthBudget
{
    /// <summary>A hash of client id and secret: another secret begins afresh.</summary>
    public required string Client { get; init; }

    /// <summary>Nothing is sent before this moment: RingCentral restarts its penalty at every request.</summary>
    public DateTimeOffset? PenaltyUntil { get; set; }

    /// <summary>The limit that RingCentral's headers named last, for its Auth group.</summary>
    public int? ObservedLimit { get; set; }

    /// <summary>The window that they named, in seconds.</summary>
    public int? ObservedWindowSeconds { get; set; }

    public DateTimeOffset? ObservedAt { get; set; }

    /// <summary>Whom the limit counts for, as the headers let conclude: <c>application</c> or <c>user</c>; null until they do.</summary>
    public string? ObservedScope { get; set; }

    /// <summary>Configuration errors in a row.</summary>
    public int Refusals { get; set; }

    /// <summary>The last of them.</summary>
    public string? RefusalCode { get; set; }

    /// <summary>The accounts on whose connections they came.</summary>
    public string[] RefusedAccounts { get; set; } = [];

    /// <summary>Since when asking is paused because of them.</summary>
    public DateTimeOffset? PausedSince { get; set; }

    /// <summary>When one request may be tried while paused.</summary>
    public DateTimeOffset? NextProbeAt { get; set; }
}

/// <summary>One request that may be under way, or have been answered within the last window.</summary>
public sealed class AuthBudgetSlot
{
    public required string Client { get; init; }

    public required int Number { get; init; }

    /// <summary>Free again from here on: one window after the reply.</summary>
    public required DateTimeOffset FreeAt { get; set; }
}

/// <summary>Table <c>auth_budget</c>.</summary>
public sealed class AuthBudgetMapping : IEntityTypeConfiguration<AuthBudget>
{
    public void Configure(EntityTypeBuilder<AuthBudget> builder)
    {
        builder.ToTable("auth_budget");
        builder.HasKey(budget => budget.Client);
    }
}

/// <summary>Table <c>auth_budget_slots</c>.</summary>
public sealed class AuthBudgetSlotMapping : IEntityTypeConfiguration<AuthBudgetSlot>
{
    public void Configure(EntityTypeBuilder<AuthBudgetSlot> builder)
    {
        builder.ToTable("auth_budget_slots");
        builder.HasKey(slot => new { slot.Client, slot.Number });
    }
}
