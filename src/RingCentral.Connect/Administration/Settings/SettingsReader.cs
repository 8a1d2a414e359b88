using System.Collections;
using System.Globalization;
using System.Reflection;
using RingCentral.Connect.Data.Secrets;

namespace RingCentral.Connect.Administration.Settings;

/// <summary>
/// Every setting of this node. The rooms' options classes say which there are: each has its configuration section in a constant <c>Section</c>, and a secret is a type.
/// </summary>
internal sealed class SettingsReader(IConfiguration configuration)
{
    private const string NotSet = "not set";
    private const string Set = "set";

    /// <summary>Read by the host or by the database alone, so that no options class has them; the last two hold passwords.</summary>
    private static readonly (string Key, bool IsSecret)[] Others =
        [("urls", false), ("environment", false), ("AllowedHosts", false), ("ConnectionStrings:Connect", true), ("ConnectionStrings:ConnectDirect", true)];

    /// <summary>By key.</summary>
    public IReadOnlyList<Setting> Read() =>
        [.. Others.Select(ReadOther).Concat(OptionsClasses().SelectMany(ReadSection)).DistinctBy(setting => setting.Key).OrderBy(setting => setting.Key, StringComparer.OrdinalIgnoreCase)];

    private static IEnumerable<(Type Type, string Section)> OptionsClasses() =>
        from type in typeof(SettingsReader).Assembly.GetTypes()
        where type is { IsClass: true, IsAbstract: false }
        let section = type.GetField("Section", BindingFlags.Public | BindingFlags.Static)
        where section is { IsLiteral: true } && section.FieldType == typeof(string)
        select (type, (string)section.GetRawConstantValue()!);

    private Setting ReadOther((string Key, bool IsSecret) other)
    {
        var value = configuration[other.Key];
        var shown = string.IsNullOrEmpty(value) ? NotSet : other.IsSecret ? Set : value;
        return new Setting(other.Key, shown, SettingSources.Of(configuration, other.Key));
    }

    /// <summary>Bound anew: a node that runs only a part of the service has not registered all of them.</summary>
    private IEnumerable<Setting> ReadSection((Type Type, string Section) options)
    {
        var values = Activator.CreateInstance(options.Type)!;
        configuration.GetSection(options.Section).Bind(values);
        return ReadObject(values, options.Section);
    }

    private IEnumerable<Setting> ReadObject(object owner, string path) => owner.GetType()
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.SetMethod is { IsPublic: true } || (property.PropertyType != typeof(string) && property.PropertyType.IsAssignableTo(typeof(IEnumerable))))
        .SelectMany(property => ReadValue(property.GetValue(owner), property.PropertyType, $"{path}:{property.Name}"));

    private IEnumerable<Setting> ReadValue(object? value, Type type, string key)
    {
        if (value is IList list && type.GetGenericArguments() is [var item] && item.Assembly == typeof(SettingsReader).Assembly)
        {
            return list.Count == 0 ? [Tell(key, NotSet)] : list.Cast<object>().SelectMany((element, index) => ReadObject(element, $"{key}:{index}"));
        }

        return [Tell(key, Write(value))];
    }

    private Setting Tell(string key, string value) => new(key, value, SettingSources.Of(configuration, key));

    private static string Write(object? value) => value switch
    {
        null or "" => NotSet,
        Secret => Set,

        // A certificate given as text has its private key with it.
        string text when text.Contains("-----BEGIN", StringComparison.Ordinal) => Set,
        string text => text,
        IEnumerable items => string.Join(", ", items.Cast<object?>().Select(Write)) is { Length: > 0 } joined ? joined : NotSet,
        TimeSpan time => time.ToString("c", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        Uri url => url.OriginalString,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? NotSet,
    };
}
