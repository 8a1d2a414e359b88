using System.Globalization;
using System.Text.Json;
using RingCentral.Connect.Data.Secrets;
using Xunit;

namespace RingCentral.Connect.UnitTests.Data.Secrets;

public sealed class SecretTests
{
    private const string Text = "U0pDMTFQMDFQQVMwMHxBQUJ";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Fact]
    public void Secret_that_is_printed_shows_a_mask()
    {
        var secret = new Password(Text);

        Assert.Equal("***", secret.ToString());
        Assert.Equal("it is ***", $"it is {secret}");
        Assert.Equal("it is ***", string.Format(CultureInfo.InvariantCulture, "it is {0}", secret));
        Assert.Equal("***", string.Concat(secret));
    }

    [Fact]
    public void Secret_in_JSON_is_not_told_by_whatever_type_it_is_written()
    {
        var secret = new Password(Text);

        Assert.Equal("{}", JsonSerializer.Serialize<Secret>(secret));
        Assert.DoesNotContain(Text, JsonSerializer.Serialize(secret), StringComparison.Ordinal);
        Assert.DoesNotContain(Text, JsonSerializer.Serialize<object>(secret), StringComparison.Ordinal);
        Assert.DoesNotContain(Text, JsonSerializer.Serialize(new { Base = (Secret)secret, Own = secret }), StringComparison.Ordinal);
        Assert.DoesNotContain(Text, JsonSerializer.Serialize(new Holder("a", secret), Indented), StringComparison.Ordinal);
    }

    [Fact]
    public void Secret_is_never_read_from_JSON() =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Secret>($"\"{Text}\""));

    [Fact]
    public void Record_that_holds_a_secret_prints_the_mask() =>
        Assert.Equal("Holder { Name = a, Secret = *** }", new Holder("a", new Password(Text)).ToString());

    [Fact]
    public void Exception_about_a_record_that_holds_a_secret_does_not_tell_it()
    {
        var exception = new InvalidOperationException($"No use for {new Holder("a", new Password(Text))}.");

        Assert.DoesNotContain(Text, exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Secret_is_told_only_to_whoever_asks_for_it() => Assert.Equal(Text, new Password(Text).Reveal());

    [Fact]
    public void Secrets_are_equal_by_text_and_type()
    {
        Assert.Equal(new Password(Text), new Password(Text));
        Assert.Equal(new Password(Text).GetHashCode(), new Password(Text).GetHashCode());
        Assert.NotEqual(new Password(Text), new Password(Text + "x"));
        Assert.False(new Password(Text).Equals(new Pin(Text)));
        Assert.False(new Password(Text).Equals(null));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Secret_without_text_is_none(string? text) => Assert.ThrowsAny<ArgumentException>(() => new Password(text!));

    private sealed class Password(string value) : Secret(value);

    private sealed class Pin(string value) : Secret(value);

    private sealed record Holder(string Name, Secret Secret);
}
