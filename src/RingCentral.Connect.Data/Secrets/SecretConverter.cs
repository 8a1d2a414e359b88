using System.ComponentModel;
using System.Globalization;

namespace RingCentral.Connect.Data.Secrets;

/// <summary>Lets configuration bind to a secret type, so that no option that holds a secret is of type <see cref="string"/>.</summary>
public sealed class SecretConverter<TSecret> : TypeConverter
    where TSecret : Secret
{
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) => sourceType == typeof(string);

    /// <summary>The secret, or null for an empty text: a setting that is empty is not set.</summary>
    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
        value is string { Length: > 0 } text ? Activator.CreateInstance(typeof(TSecret), text) : null;
}
