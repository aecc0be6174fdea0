using System.Text;
using CsCheck;
using FlinkMemoryConsole.FlinkRest.Texts;

namespace FlinkMemoryConsole.Tests.FlinkRest;

public class TextWindowTests
{
    [Fact]
    public async Task Only_what_is_new_is_given()
    {
        var first = await ReadAsync("one\ntwo\n", TextWindow.Tail(100));
        var second = await ReadAsync("one\ntwo\nthree\n", new TextWindow(first.Position, 100));
        var third = await ReadAsync("one\ntwo\nthree\n", new TextWindow(second.Position, 100));

        first.Text.ShouldBe("one\ntwo\n");
        (second.Text, second.From, second.StartedOver).ShouldBe(("three\n", 8L, false));
        (third.Text, third.Skipped).ShouldBe(("", 0L));
    }

    [Fact]
    public async Task Of_much_that_is_new_only_the_end_is_kept_and_the_gap_is_told()
    {
        var chunk = await ReadAsync(new string('a', 200_000) + "end", TextWindow.Tail(10));

        (chunk.Text, chunk.From, chunk.Skipped, chunk.Position.Bytes).ShouldBe(("aaaaaaaend", 199_993L, 199_993L, 200_003L));
    }

    [Fact]
    public async Task A_file_that_became_shorter_is_read_from_its_start()
    {
        var before = await ReadAsync("first run, many lines\n", TextWindow.Tail(100));

        var after = await ReadAsync("again\n", new TextWindow(before.Position, 100));

        (after.Text, after.StartedOver).ShouldBe(("again\n", true));
    }

    [Fact]
    public async Task A_rolled_file_that_is_longer_already_is_read_from_its_start()
    {
        var before = await ReadAsync("10:00 first run\n", TextWindow.Tail(100));

        var after = await ReadAsync("11:00 second run\n11:01 more\n", new TextWindow(before.Position, 100));

        (after.Text, after.From, after.StartedOver).ShouldBe(("11:00 second run\n11:01 more\n", 0L, true));
    }

    [Fact]
    public async Task A_character_that_is_half_written_is_left_for_the_next_time()
    {
        var bytes = Encoding.UTF8.GetBytes("grün");

        var first = await ReadAsync(bytes[..3], TextWindow.Tail(100));
        var second = await ReadAsync(bytes, new TextWindow(first.Position, 100));

        (first.Text, second.Text).ShouldBe(("gr", "ün"));
    }

    [Fact]
    public Task Chunks_put_together_are_the_file() =>
        Gen.Select(Gen.String[0, 300], Gen.Int[1, 8]).SampleAsync(async (text, steps) =>
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            var position = TextPosition.Start;
            var together = new StringBuilder();
            for (var step = 1; step <= steps; step++)
            {
                var chunk = await ReadAsync(bytes[..(bytes.Length * step / steps)], new TextWindow(position, 10_000));
                together.Append(chunk.Text);
                position = chunk.Position;
            }

            return string.Equals(together.ToString(), Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        });

    [Fact]
    public async Task A_file_that_has_not_grown_is_not_read_again()
    {
        var first = await TextTail.ReadAsync(new Zeros(10_000_000), TextWindow.Tail(100), null, TestContext.Current.CancellationToken);
        var stream = new Zeros(10_000_000);

        var second = await TextTail.ReadAsync(stream, new TextWindow(first.Position, 100), 10_000_000, TestContext.Current.CancellationToken);

        (second.Text, second.Position, second.StartedOver).ShouldBe(("", first.Position, false));
        stream.Position.ShouldBeLessThan(1000);
    }

    [Fact]
    public async Task Another_file_of_the_same_length_is_read()
    {
        var first = await ReadAsync("10:00 first run", TextWindow.Tail(100));
        using var stream = new MemoryStream("11:00 other run"u8.ToArray());

        var second = await TextTail.ReadAsync(stream, new TextWindow(first.Position, 100), 15, TestContext.Current.CancellationToken);

        (second.Text, second.StartedOver).ShouldBe(("11:00 other run", true));
    }

    [Fact]
    public async Task A_log_of_100_MB_needs_no_more_memory_than_its_window()
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var chunk = await TextTail.ReadAsync(new Zeros(100_000_000), TextWindow.Tail(100_000), null, TestContext.Current.CancellationToken);

        chunk.Position.Bytes.ShouldBe(100_000_000);
        (GC.GetTotalAllocatedBytes(precise: true) - before).ShouldBeLessThan(20_000_000);
    }

    private static Task<TextChunk> ReadAsync(string text, TextWindow window) => ReadAsync(Encoding.UTF8.GetBytes(text), window);

    private static Task<TextChunk> ReadAsync(byte[] bytes, TextWindow window) =>
        TextTail.ReadAsync(new MemoryStream(bytes), window, null, TestContext.Current.CancellationToken);

    private sealed class Zeros(long length) : Stream
    {
        private long position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get => position; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(count, length - position);
            position += read;
            return read;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = (int)Math.Min(buffer.Length, length - position);
            position += read;
            return ValueTask.FromResult(read);
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
