using RingCentral.Connect.Api.Requests;
using Xunit;

namespace RingCentral.Connect.UnitTests.Api.Requests;

public sealed class RouteIdsTests
{
    [Fact]
    public void Lower_case_UUID_is_an_id()
    {
        Assert.True(RouteIds.TryParse("0190a6f2-3c4d-7e5f-8a9b-0c1d2e3f4a5b", out var id));
        Assert.Equal(new Guid("0190a6f2-3c4d-7e5f-8a9b-0c1d2e3f4a5b"), id);
    }

    [Theory]
    [InlineData("0190A6F2-3c4d-7e5f-8a9b-0c1d2e3f4a5b")]
    [InlineData("0190a6f23c4d7e5f8a9b0c1d2e3f4a5b")]
    [InlineData("{0190a6f2-3c4d-7e5f-8a9b-0c1d2e3f4a5b}")]
    [InlineData(" 0190a6f2-3c4d-7e5f-8a9b-0c1d2e3f4a5b")]
    [InlineData("0190a6f2-3c4d-7e5f-8a9b-0c1d2e3f4a5")]
    [InlineData("1")]
    [InlineData("")]
    public void Any_other_text_is_none(string text) => Assert.False(RouteIds.TryParse(text, out _));
}
