using System.ComponentModel;

namespace RingCentral.Connect.Client;

/// <summary>A key of the service, <c>rcc_…</c>, as <c>api-keys create</c> printed it. Configuration binds a plain text to it.</summary>
/// <param name="value">The key.</param>
[TypeConverter(typeof(ApiKeyConverter))]
public sealed class ApiKey(string value) : Secret(value.Trim());
