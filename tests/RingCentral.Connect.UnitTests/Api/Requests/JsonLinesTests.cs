using System.IO.Pipelines;
using System.Text;
using RingCentral.Connect.Api.Requests;
using Xunit;

namespace RingCentral.Connect.UnitTests.Api.Requests;

public sealed class JsonLinesTests
{
    [Theory]
    [InlineData("", new string[0])]
    [InlineData("a\nb\n", new[] { "a", "b" })]
    [InlineData("a\nb", new[] { "a", "b" })]
    [InlineData("a\r\nb\r\n", new[] { "a\r", "b\r" })]
    [InlineData("\n\na\n", new[] { "", "", "a" })]
    public async Task Stream_is_cut_at_its_line_ends(string text, string[] lines) => Assert.Equal(lines, await ReadAsync(text, chunk: 1024));

    [Fact]
    public async Task Lines_are_the_same_wherever_the_stream_is_broken_up()
    {
        const string Text = "{\"a\":\"ä☎\"}\n\n{\"b\":2}\r\n{\"c\":3}";
        var expected = await ReadAsync(Text, chunk: 1024);

        for (var chunk = 1; chunk < 30; chunk++)
        {
            Assert.Equal(expected, await ReadAsync(Text, chunk));
        }
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(64 * 1024)]
    [InlineData(1024 * 1024)]
    public async Task Line_that_is_too_long_is_cut_there_and_the_next_one_is_whole(int chunk)
    {
        var tooLong = new string('x', (3 * JsonLines.LongestLine) + 17);

        var lines = await ReadAsync($"first\n{tooLong}\nlast\n", chunk);

        Assert.Equal(["first", new string('x', JsonLines.LongestLine), "last"], lines);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(1024 * 1024)]
    public async Task Line_that_is_too_long_at_the_end_is_cut_there(int chunk)
    {
        var lines = await ReadAsync("first\n" + new string('x', JsonLines.LongestLine + 1), chunk);

        Assert.Equal(["first", new string('x', JsonLines.LongestLine)], lines);
    }

    [Fact]
    public async Task Line_of_just_the_longest_length_is_whole()
    {
        var longest = new string('x', JsonLines.LongestLine);

        Assert.Equal([longest, "last"], await ReadAsync($"{longest}\nlast", chunk: 1000));
    }

    [Fact]
    public async Task First_lines_are_there_before_the_last_ones_have_come()
    {
        var pipe = new Pipe();
        await pipe.Writer.WriteAsync("a\nb\nc"u8.ToArray(), TestContext.Current.CancellationToken);
        await using var lines = JsonLines.ReadAsync(pipe.Reader, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);

        Assert.True(await lines.MoveNextAsync());
        Assert.True(await lines.MoveNextAsync());
        var third = lines.MoveNextAsync();
        Assert.False(third.IsCompleted);

        await pipe.Writer.CompleteAsync();
        Assert.True(await third);
        Assert.Equal("c", Encoding.UTF8.GetString(lines.Current.Span));
    }

    private static async Task<List<string>> ReadAsync(string text, int chunk)
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        var writing = WriteAsync(pipe.Writer, Encoding.UTF8.GetBytes(text), chunk);
        var lines = new List<string>();
        await foreach (var line in JsonLines.ReadAsync(pipe.Reader, TestContext.Current.CancellationToken))
        {
            lines.Add(Encoding.UTF8.GetString(line.Span));
        }

        await writing;
        return lines;
    }

    private static async Task WriteAsync(PipeWriter writer, byte[] bytes, int chunk)
    {
        foreach (var part in bytes.Chunk(chunk))
        {
            await writer.WriteAsync(part, TestContext.Current.CancellationToken);
            await Task.Yield();
        }

        await writer.CompleteAsync();
    }
}
