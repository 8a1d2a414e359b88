using System.Text.Json.Nodes;
using RingCentral.Connect.Vault.Connections;
using Xunit;

namespace RingCentral.Connect.UnitTests.Vault.Connections;

public sealed class JsonMergePatchTests
{
    /// <summary>The examples of RFC 7396, appendix A, whose target and patch are objects: ours always are.</summary>
    [Theory]
    [InlineData("""{"a":"b"}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"b":"c"}""", """{"a":"b","b":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"a":null}""", """{}""")]
    [InlineData("""{"a":"b","b":"c"}""", """{"a":null}""", """{"b":"c"}""")]
    [InlineData("""{"a":["b"]}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"c"}""", """{"a":["b"]}""", """{"a":["b"]}""")]
    [InlineData("""{"a":{"b":"c"}}""", """{"a":{"b":"d","c":null}}""", """{"a":{"b":"d"}}""")]
    [InlineData("""{"a":[{"b":"c"}]}""", """{"a":[1]}""", """{"a":[1]}""")]
    [InlineData("""{"e":null}""", """{"a":1}""", """{"e":null,"a":1}""")]
    [InlineData("""{}""", """{"a":{"bb":{"ccc":null}}}""", """{"a":{"bb":{}}}""")]
    public void Patch_gives_the_result_of_the_RFC(string target, string patch, string expected) => Assert.Equal(expected, Merge(target, patch));

    /// <summary>RFC 7396, section 3.</summary>
    [Fact]
    public void Patch_of_a_document_gives_the_result_of_the_RFC()
    {
        var result = Merge(
            """{"title":"Goodbye!","author":{"givenName":"John","familyName":"Doe"},"tags":["example","sample"],"content":"This will be unchanged"}""",
            """{"title":"Hello!","phoneNumber":"+01-123-456-7890","author":{"familyName":null},"tags":["example"]}""");

        var expected = """{"title":"Hello!","author":{"givenName":"John"},"tags":["example"],"content":"This will be unchanged","phoneNumber":"+01-123-456-7890"}""";
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(result)));
    }

    [Fact]
    public void Patch_can_be_applied_a_second_time()
    {
        var patch = JsonNode.Parse("""{"a":{"b":[1]},"c":null}""")!.AsObject();
        var (one, two) = (new JsonObject(), new JsonObject());

        JsonMergePatch.Apply(one, patch);
        JsonMergePatch.Apply(two, patch);

        Assert.Equal(one.ToJsonString(), two.ToJsonString());
    }

    private static string Merge(string target, string patch)
    {
        var merged = JsonNode.Parse(target)!.AsObject();
        JsonMergePatch.Apply(merged, JsonNode.Parse(patch)!.AsObject());
        return merged.ToJsonString();
    }
}
