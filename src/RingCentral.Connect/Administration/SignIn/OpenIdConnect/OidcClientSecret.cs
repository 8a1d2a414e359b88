using System.ComponentModel;
using RingCentral.Connect.Data.Secrets;

namespace RingCentral.Connect.Administration.SignIn.OpenIdConnect;

/// <summary>The secret with which the dashboard proves itself to the provider.</summary>
[TypeConverter(typeof(SecretConverter<OidcClientSecret>))]
internal sealed class OidcClientSecret(string value) : Secret(value);
