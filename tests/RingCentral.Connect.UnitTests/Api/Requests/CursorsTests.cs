using RingCentral.Connect.Api.Requests;
using Xunit;

namespace RingCentral.Connect.UnitTests.Api.Requests;

public sealed class CursorsTests
{
    [Fact]
    public void Cursor_leads_back_to_its_id()
    {
        var id = new Guid("0190a6f2-3c4d-7e5f-8a9b-0c1d2e3f4a5b");

        Assert.True(Cursors.TryRead(Cursors.Write(id), out var read));
        Assert.Equal(id, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("AZCm8jxNfl-KmwwdLj9KW")]
    [InlineData("AZCm8jxNfl-KmwwdLj9KWwA")]
    [InlineData("AZCm8jxNfl-KmwwdLj9KWx")]
    [InlineData("AZCm8jxNfl+KmwwdLj9KWw")]
    [InlineData("AZCm8jxNfl KmwwdLj9KWw")]
    [InlineData("AZCm8jxNfl-KmwwdLj9K==")]
    public void Any_other_text_is_none(string text) => Assert.False(Cursors.TryRead(text, out _));
}
