namespace RingCentral.Connect.Hosting;

/// <summary>What a node does.</summary>
/// <param name="Web">Answers pages and API.</param>
/// <param name="Jobs">Does the background work.</param>
internal sealed record NodeRoles(bool Web, bool Jobs);
