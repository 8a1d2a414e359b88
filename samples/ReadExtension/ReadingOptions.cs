namespace ReadExtension;

/// <summary>What is read, and how often.</summary>
internal sealed class ReadingOptions
{
    /// <summary>The external id of the user's connection, such as <c>ringcentral:256440016</c>.</summary>
    public string User { get; set; } = "";

    /// <summary>The pause between two readings.</summary>
    public TimeSpan Every { get; set; } = TimeSpan.FromSeconds(1);
}
