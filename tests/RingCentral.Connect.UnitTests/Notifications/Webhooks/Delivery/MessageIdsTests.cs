using RingCentral.Connect.Notifications.Webhooks.Delivery;
using Xunit;

namespace RingCentral.Connect.UnitTests.Notifications.Webhooks.Delivery;

public sealed class MessageIdsTests
{
    private static readonly Guid Id = Guid.Parse("019aa8f3-a1c4-7d20-8e5b-6f7a8b9c0d1e");

    [Fact]
    public void Id_is_read_as_it_was_written()
    {
        Assert.Equal("msg_019aa8f3a1c47d208e5b6f7a8b9c0d1e", MessageIds.Write(Id));
        Assert.True(MessageIds.TryRead(MessageIds.Write(Id), out var read));
        Assert.Equal(Id, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("msg_")]
    [InlineData("019aa8f3a1c47d208e5b6f7a8b9c0d1e")]
    [InlineData("msg_019aa8f3-a1c4-7d20-8e5b-6f7a8b9c0d1e")]
    [InlineData("msg_019AA8F3A1C47D208E5B6F7A8B9C0D1E")]
    [InlineData("MSG_019aa8f3a1c47d208e5b6f7a8b9c0d1e")]
    public void Other_text_is_no_id(string text) => Assert.False(MessageIds.TryRead(text, out _));
}
