using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Evidence;

namespace FlinkMemoryConsole.Monitoring.Polling;

/// <summary>The failure texts of the window, each once, at most <see cref="Kept"/>: when full, the oldest that name no symptom make room first.</summary>
internal sealed class FailureTexts
{
    /// <summary>A process in collapse repeats itself: more than this says nothing new.</summary>
    public const int Kept = 500;

    private readonly Dictionary<(string? Process, string? Job, string Text, long Second), FailureText> _texts = [];

    public void Add(FailureText text) =>
        _texts.TryAdd((text.ProcessId, text.JobId, text.Text, text.At.ToUnixTimeSeconds()), text);

    /// <summary>Oldest first.</summary>
    public ImmutableArray<FailureText> Since(DateTimeOffset from)
    {
        foreach (var key in _texts.Where(pair => pair.Value.At < from).Select(pair => pair.Key).ToList())
        {
            _texts.Remove(key);
        }

        if (_texts.Count > Kept)
        {
            var surplus = _texts.OrderBy(pair => pair.Value.Class is null ? 0 : 1).ThenBy(pair => pair.Value.At).Take(_texts.Count - Kept);
            foreach (var key in surplus.Select(pair => pair.Key).ToList())
            {
                _texts.Remove(key);
            }
        }

        return [.. _texts.Values.OrderBy(text => text.At)];
    }
}
