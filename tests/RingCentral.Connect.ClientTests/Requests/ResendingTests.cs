using System.Net.Http.Json;
using RingCentral.Connect.Client.Requests;
using Xunit;

namespace RingCentral.Connect.ClientTests.Requests;

public sealed class ResendingTests
{
    [Fact]
    public void Content_that_holds_what_it_sends_can_be_sent_again()
    {
        Assert.True(Resending.IsPossible(null));
        Assert.True(Resending.IsPossible(new StringContent("{}")));
        Assert.True(Resending.IsPossible(new FormUrlEncodedContent([])));
        Assert.True(Resending.IsPossible(JsonContent.Create(new { })));
        Assert.True(Resending.IsPossible(new MultipartFormDataContent { { new ByteArrayContent([]), "file" } }));
    }

    [Fact]
    public void Stream_cannot_nor_what_holds_one()
    {
        Assert.False(Resending.IsPossible(new StreamContent(Stream.Null)));
        Assert.False(Resending.IsPossible(new MultipartFormDataContent { { new StringContent(""), "text" }, { new StreamContent(Stream.Null), "file" } }));
    }
}
