using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Pages.Texts;

namespace RingCentral.Connect.Pages.Display;

/// <summary>Names a connection's RingCentral user.</summary>
internal static class OwnerText
{
    /// <summary>Name and extension, as far as they are known.</summary>
    public static string Of(Connection connection, EndUserTexts texts)
    {
        var who = connection.OwnerName ?? texts["common.user", connection.OwnerId];
        return connection.ExtensionNumber is { } extension ? $"{who}, {texts["common.extension", extension]}" : who;
    }
}
