using System.ComponentModel;
using System.Globalization;

namespace RingCentral.Connect.Client;

/// <summary>Lets configuration write a key as plain text. There is no way back.</summary>
internal sealed class ApiKeyConverter : TypeConverter
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) => sourceType == typeof(string);

    /// <inheritdoc/>
    public override bool CanConvertTo(ITypeDescriptorContext? context, Type? destinationType) => false;

    /// <inheritdoc/>
    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
        value is string text && !string.IsNullOrWhiteSpace(text) ? new ApiKey(text) : null;
}
