using System.ComponentModel;
using RingCentral.Connect.Data.Secrets;

namespace RingCentral.Connect.RingCentralApi.Secrets;

/// <summary>The secret of the app registration at RingCentral.</summary>
[TypeConverter(typeof(SecretConverter<ClientSecret>))]
internal sealed class ClientSecret(string value) : Secret(value);
