using System.IO.Compression;
using System.Text;
using FlinkMemoryConsole.Recordings;

namespace FlinkMemoryConsole.Tests.Recordings;

/// <summary>Small recordings made of lines.</summary>
internal static class SampleRecording
{
    public const string Header = """{"recording":1,"startedAt":"2026-01-01T00:00:00Z","everySeconds":2.0,"note":"sample"}""";
    public const string Job = "0123456789abcdef0123456789abcdef";
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[] Bytes(params IEnumerable<string> lines) => Encoding.UTF8.GetBytes(string.Join('\n', lines.Prepend(Header)) + "\n");

    public static byte[] Gzip(byte[] bytes)
    {
        using MemoryStream zipped = new();
        using (GZipStream gzip = new(zipped, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return zipped.ToArray();
    }

    public static Task<Recording> OpenAsync(params IEnumerable<string> lines) => OpenBytesAsync(Bytes(lines));

    public static async Task<Recording> OpenBytesAsync(byte[] bytes)
    {
        using MemoryStream stream = new(bytes);
        return await Recording.OpenAsync(stream, "sample.jsonl.gz", TestContext.Current.CancellationToken);
    }

    /// <summary>What the recorded cluster answers at a moment; null when it does not.</summary>
    public static async Task<(int Status, string Body)?> GetAsync(this Recording recording, double seconds, string path)
    {
        using RecordingClock clock = new(recording);
        clock.Seek(TimeSpan.FromSeconds(seconds));
        using HttpClient client = new(new RecordingHandler(recording, clock)) { BaseAddress = new("http://recording/") };
        try
        {
            using var response = await client.GetAsync(path, TestContext.Current.CancellationToken);
            return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
