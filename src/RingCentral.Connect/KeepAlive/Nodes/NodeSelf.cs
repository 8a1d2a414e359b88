using System.Globalization;
using System.Reflection;
using RingCentral.Connect.Vault.Encryption;

namespace RingCentral.Connect.KeepAlive.Nodes;

/// <summary>What this process does.</summary>
/// <param name="IsWeb">Answers pages and API.</param>
/// <param name="IsJobs">Does background work.</param>
internal sealed record NodeWork(bool IsWeb, bool IsJobs);

/// <summary>What this process says of itself for as long as it lives.</summary>
internal sealed class NodeSelf(NodeWork work, KeyRingCertificates certificates, TimeProvider time)
{
    /// <summary>New at every start.</summary>
    public Guid Id { get; } = Guid.CreateVersion7(time.GetUtcNow());

    /// <summary>Machine and process.</summary>
    public string Name { get; } = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}:{Environment.ProcessId}");

    public string Version { get; } =
        typeof(NodeSelf).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    public NodeWork Work { get; } = work;

    /// <summary>The thumbprints of the key ring's certificates that it has loaded, the one that wraps first.</summary>
    public string[] Certificates { get; } = [.. certificates.All.Select(certificate => certificate.Thumbprint)];
}
