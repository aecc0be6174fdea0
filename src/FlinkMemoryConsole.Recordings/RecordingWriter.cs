using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FlinkMemoryConsole.Recordings.Writing;

namespace FlinkMemoryConsole.Recordings;

/// <summary>
/// Writes a recording: only what changed, each line as soon as it is known. What was written reaches the file at least once per round,
/// so that the file of a recorder that was killed can be read up to there. Any number of threads may write.
/// </summary>
public sealed class RecordingWriter : IAsyncDisposable
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 8192, SkipValidation = true };
    private readonly Lock _lock = new();
    private readonly Stream _file;
    private readonly Stream _lines;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _every;
    private readonly long _startedAt;
    private readonly ArrayBufferWriter<byte> _line = new(4096);
    private readonly Dictionary<(string? Source, string Path), RecordedState> _states = [];
    private long _flushedAt;
    private bool _isClosed;

    /// <summary>Starts a recording in a stream, which it disposes at the end.</summary>
    /// <param name="file">Where it goes.</param>
    /// <param name="compress">Whether as gzip, as the lab's tools expect it.</param>
    /// <param name="every">How often the recorder asks.</param>
    /// <param name="note">Anything to know about it.</param>
    /// <param name="clock">Its time is the recording's.</param>
    public RecordingWriter(Stream file, bool compress, TimeSpan every, string note, TimeProvider clock)
    {
        _file = file;
        _lines = compress ? new GZipStream(file, CompressionLevel.Optimal) : file;
        _clock = clock;
        _every = every;
        _startedAt = _flushedAt = clock.GetTimestamp();
        var startedAt = clock.GetUtcNow();
        WriteLine(writer =>
        {
            writer.WriteNumber("recording", 1);
            writer.WriteString("startedAt", startedAt.UtcDateTime);
            writer.WriteNumber("everySeconds", every.TotalSeconds);
            writer.WriteString("note", note);
        });
        Flush();
    }

    /// <summary>Time since the start.</summary>
    public TimeSpan Elapsed => _clock.GetElapsedTime(_startedAt);

    /// <summary>Lines written so far.</summary>
    public int Lines { get; private set; }

    /// <summary>Starts a recording in a new file: compressed, unless its name ends with <c>.jsonl</c>.</summary>
    /// <exception cref="IOException">The file is there already and not empty (unless <paramref name="overwrite"/>), or cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static RecordingWriter Create(string path, TimeSpan every, string note, TimeProvider clock, bool overwrite = false)
    {
        if (!overwrite && new FileInfo(path) is { Exists: true, Length: > 0 })
        {
            throw new IOException($"{path} is there already.");
        }

        FileStream file = new(path, FileMode.Create, FileAccess.Write, FileShare.Read);
        return new(file, !path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase), every, note, clock);
    }

    /// <summary>Writes what a path answered, if that changed.</summary>
    /// <param name="path">As it will be asked for, such as <c>/jobs/overview</c>.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="isJson">What its content type says; a body that is no JSON after all is written as text.</param>
    /// <param name="body">The whole body.</param>
    /// <param name="source">The endpoint, when it is not Flink.</param>
    public void WriteAnswer(string path, int status, bool isJson, ReadOnlyMemory<byte> body, string? source = null)
    {
        if (!isJson || !TryWriteJson(path, status, body, source))
        {
            using var pass = BeginText(path, status, source);
            pass.Push(body.Span);
            WriteText(path, pass, source);
        }
    }

    /// <summary>Writes all metrics of a collection, or those that changed since the last time and the names that are gone.</summary>
    public void WriteMetrics(string path, IReadOnlyDictionary<string, string?> metrics, string? source = null) =>
        WriteMetrics(path, metrics, before => before.Keys.Where(name => !metrics.ContainsKey(name)), source);

    /// <summary>Writes some metrics of a collection: those asked for that are not in <paramref name="metrics"/> are gone, the others stay as they are.</summary>
    public void WriteSomeMetrics(string path, IEnumerable<string> asked, IReadOnlyDictionary<string, string?> metrics, string? source = null) =>
        WriteMetrics(path, metrics, before => asked.Where(name => !metrics.ContainsKey(name) && before.ContainsKey(name)), source);

    /// <summary>Writes that a path did not answer, if it did before.</summary>
    public void WriteDown(string path, string? source = null)
    {
        lock (_lock)
        {
            var state = StateOf(path, source);
            if (!state.IsDown)
            {
                SetState(state, isDown: true);
                WriteLine(path, source, static writer => writer.WriteBoolean("down", true));
            }
        }
    }

    /// <summary>Writes that the recorder itself met an error and went on.</summary>
    public void WriteError(string message)
    {
        lock (_lock)
        {
            WriteLine(writer =>
            {
                writer.WriteNumber("t", (long)Elapsed.TotalMilliseconds);
                writer.WriteString("recorder", message);
            });
        }
    }

    /// <summary>Brings everything written so far into the file.</summary>
    public void Flush()
    {
        lock (_lock)
        {
            if (!_isClosed)
            {
                _lines.Flush();
                _file.Flush();
                _flushedAt = _clock.GetTimestamp();
            }
        }
    }

    /// <summary>Writes the last line and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            if (_isClosed)
            {
                return;
            }

            WriteLine(writer =>
            {
                writer.WriteNumber("t", (long)Elapsed.TotalMilliseconds);
                writer.WriteBoolean("end", true);
            });
            _isClosed = true;
        }

        await _lines.DisposeAsync();
        await _file.DisposeAsync();
    }

    /// <summary>Begins to read a text that may be long; <see cref="WriteText"/> writes it, unless another reader of the path was quicker.</summary>
    internal TextPass BeginText(string path, int status, string? source = null)
    {
        lock (_lock)
        {
            return new(StateOf(path, source).Text, status);
        }
    }

    internal void WriteText(string path, TextPass pass, string? source = null)
    {
        var news = pass.Complete();
        lock (_lock)
        {
            var state = StateOf(path, source);
            if (!ReferenceEquals(state.Text, pass.Before))
            {
                return;
            }

            if (news.IsContinuation && news.Text.IsEmpty && news.Omitted == 0 && !state.IsDown && state.Json is null)
            {
                return;
            }

            SetState(state, text: news.Mark);
            var omitted = news.Omitted > 0 ? $"[{news.Omitted} bytes are not in this recording]\n" : "";
            WriteLine(path, source, writer =>
            {
                writer.WriteNumber("status", news.Mark.Status);
                writer.WriteString(news.IsContinuation ? "append" : "text", omitted + Encoding.UTF8.GetString(news.Text.Span));
            });
        }
    }

    private bool TryWriteJson(string path, int status, ReadOnlyMemory<byte> body, string? source)
    {
        var hash = BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(body.Span));
        lock (_lock)
        {
            var state = StateOf(path, source);
            if (state.Json == (status, hash))
            {
                return true;
            }

            try
            {
                // Parsed, because a recording has one line for an answer and an answer may have many.
                using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = Options.MaxDepth });
                SetState(state, json: (status, hash));
                WriteLine(path, source, writer =>
                {
                    writer.WriteNumber("status", status);
                    writer.WritePropertyName("json");
                    document.RootElement.WriteTo(writer);
                });
                return true;
            }
            catch (JsonException)
            {
                return false;
            }
        }
    }

    private void WriteMetrics(string path, IReadOnlyDictionary<string, string?> metrics, Func<Dictionary<string, string?>, IEnumerable<string>> gone, string? source)
    {
        lock (_lock)
        {
            var state = StateOf(path, source);
            var before = state.Metrics ?? new(StringComparer.Ordinal);
            var removed = gone(before).ToArray();
            var changed = metrics.Where(metric => !before.TryGetValue(metric.Key, out var value) || !string.Equals(value, metric.Value, StringComparison.Ordinal)).ToArray();
            if (state.AreMetricsInForce && removed.Length == 0 && changed.Length == 0)
            {
                return;
            }

            Array.ForEach(removed, name => before.Remove(name));
            Array.ForEach(changed, metric => before[metric.Key] = metric.Value);
            SetState(state, metrics: before);
            WriteLine(path, source, writer => MetricChanges.Write(writer, changed, removed));
        }
    }

    private RecordedState StateOf(string path, string? source) =>
        _states.TryGetValue((source, path), out var state) ? state : _states[(source, path)] = new();

    private static void SetState(RecordedState state, bool isDown = false, (int, UInt128)? json = null, TextMark? text = null, Dictionary<string, string?>? metrics = null)
    {
        state.IsDown = isDown;
        state.Json = json;

        // A path that answers again goes on where it was: its text and its metrics are still in the reader's hands.
        state.Text = text ?? state.Text;
        state.Metrics = metrics ?? state.Metrics;
        state.AreMetricsInForce = metrics is not null;
    }

    private void WriteLine(string path, string? source, Action<Utf8JsonWriter> write) => WriteLine(writer =>
    {
        writer.WriteNumber("t", (long)Elapsed.TotalMilliseconds);
        writer.WriteString("get", path);
        if (source is not null)
        {
            writer.WriteString("source", source);
        }

        write(writer);
    });

    private void WriteLine(Action<Utf8JsonWriter> write)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        _line.ResetWrittenCount();
        using (Utf8JsonWriter writer = new(_line, Options))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        _line.Write("\n"u8);
        _lines.Write(_line.WrittenSpan);
        Lines++;
        if (_clock.GetElapsedTime(_flushedAt) >= _every)
        {
            Flush();
        }
    }
}
