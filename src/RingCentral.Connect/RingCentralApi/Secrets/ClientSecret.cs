using System.ComponentModel;
using System.Globalization;
using RingCentral.Connect.Data.Secrets;

namespace RingCentral.Connect.RingCentralApi.Secrets;

/// <summary>The secret of the app registration at RingCentral.</summary>
[TypeConverter(typeof(FromConfiguration))]
internal sealed class ClientSecret(string value) : Secret(value)
{
    /// <summary>Lets configuration bind to the type, so that the text is never an option of type string.</summary>
    private sealed class FromConfiguration : TypeConverter
    {
        public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) => sourceType == typeof(string);

        public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
            value is string { Length: > 0 } text ? new ClientSecret(text) : null;
    }
}
