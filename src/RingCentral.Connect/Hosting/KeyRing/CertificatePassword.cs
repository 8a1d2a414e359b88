using System.ComponentModel;
using RingCentral.Connect.Data.Secrets;

namespace RingCentral.Connect.Hosting.KeyRing;

/// <summary>Opens the private key of a certificate file.</summary>
[TypeConverter(typeof(SecretConverter<CertificatePassword>))]
internal sealed class CertificatePassword(string value) : Secret(value);
