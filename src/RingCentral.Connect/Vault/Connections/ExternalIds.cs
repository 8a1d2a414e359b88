using RingCentral.Connect.Data.Connections;

namespace RingCentral.Connect.Vault.Connections;

/// <summary>What may be an external id: 1 to 256 characters, none of them a control character, no space at either end.</summary>
internal static class ExternalIds
{
    /// <summary>The rule, as told to whoever broke it.</summary>
    public const string Rule = "must be 1 to 256 characters without control characters and without spaces at either end";

    public static bool IsValid(string? text) =>
        text is { Length: > 0 and <= ConnectionMapping.ExternalIdMaxLength }
        && !text.Any(char.IsControl)
        && text.Trim().Length == text.Length;
}
