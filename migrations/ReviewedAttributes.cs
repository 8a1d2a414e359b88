using System;

namespace RingCentral.Connect.Migrations;

/// <summary>Of a migration with SQL of its own, which no rule can read: somebody has seen that code of the release before runs on with it.</summary>
/// <param name="because">Why it does.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ExpandsAttribute(string because) : Attribute
{
    /// <summary>Why the release before runs on.</summary>
    public string Because { get; } = because;
}

/// <summary>Of a migration that takes away or narrows what an earlier release used.</summary>
/// <param name="unusedSince">The first release whose code does without: one that is out, so that whoever upgrades step by step has it on every node when this migration runs.</param>
/// <param name="because">What it is rid of.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ContractsAttribute(string unusedSince, string because) : Attribute
{
    /// <summary>The first release that does without, as <c>major.minor.patch</c>.</summary>
    public string UnusedSince { get; } = unusedSince;

    /// <summary>What the migration is rid of.</summary>
    public string Because { get; } = because;
}
