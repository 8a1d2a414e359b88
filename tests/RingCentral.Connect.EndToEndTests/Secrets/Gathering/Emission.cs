namespace RingCentral.Connect.EndToEndTests.Secrets.Gathering;

/// <summary>One thing that the product gave out, without what was due in it.</summary>
/// <param name="Way">By which way.</param>
/// <param name="Source">Which one of these.</param>
/// <param name="Text">What it says; bytes are Latin-1.</param>
internal sealed record Emission(Way Way, string Source, string Text);

/// <summary>The ways in which something gets out of the product.</summary>
internal enum Way
{
    /// <summary>What nodes write to their console, at the level Trace.</summary>
    Log,

    /// <summary>What commands write.</summary>
    Command,

    /// <summary>What goes to a collector.</summary>
    Traces,

    /// <inheritdoc cref="Traces"/>
    Metrics,

    /// <inheritdoc cref="Traces"/>
    Logs,

    /// <summary>Every answer, with its headers: pages, the API, /metrics, files.</summary>
    Answer,

    /// <summary>Addresses and headers of requests to RingCentral.</summary>
    Request,

    /// <summary>Mails as their reader sees them.</summary>
    Mail,

    /// <summary>Webhooks with their headers.</summary>
    Webhook,

    /// <summary>A dump of the whole database, Hangfire's tables included.</summary>
    Dump,

    /// <summary>The bytes of every value that the dump shows in hexadecimal.</summary>
    DumpedBytes,

    /// <summary>PostgreSQL's own log, with every statement and its parameters.</summary>
    Statements,

    /// <summary>Files that commands write.</summary>
    File,
}
