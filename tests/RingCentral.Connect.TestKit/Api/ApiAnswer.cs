using System.Net;
using System.Text.Json;
using Xunit;

namespace RingCentral.Connect.TestKit.Api;

/// <summary>An answer of the HTTP API as it came, independent of the service's own types.</summary>
public sealed record ApiAnswer(HttpStatusCode Status, string Text, string? ETag, string Request)
{
    /// <summary>When to ask again, where the answer says so.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The <c>code</c> of a problem.</summary>
    public string? Code => Json.TryGetProperty("code", out var code) ? code.GetString() : null;

    public JsonElement Json
    {
        get
        {
            using var document = JsonDocument.Parse(Text.Length == 0 ? "{}" : Text);
            return document.RootElement.Clone();
        }
    }

    /// <summary>A text member, for answers that must have it.</summary>
    public string this[string member] =>
        Json.TryGetProperty(member, out var value) ? value.ToString() : throw new KeyNotFoundException($"{this} has no '{member}'.");

    public ApiAnswer MustBe(HttpStatusCode status)
    {
        Assert.True(Status == status, $"Expected {(int)status}: {this}");
        return this;
    }

    public ApiAnswer MustBeProblem(HttpStatusCode status, string code)
    {
        Assert.True(Status == status && Code == code, $"Expected {(int)status} {code}: {this}");
        return this;
    }

    // An access token never gets into a test's report.
    public override string ToString() => $"{Request}: {(int)Status} {(Text.Contains("\"access_token\"", StringComparison.Ordinal) ? "(a token)" : Text)}";
}
