using FlinkMemoryConsole.Core.Metrics;

namespace FlinkMemoryConsole.Web.Components.TaskManagers.Map;

/// <summary>The last values of a process in the time shown that belong together: of its present life, and of one moment.</summary>
public sealed class LastValues
{
    private readonly Dictionary<string, double> _values = new(StringComparer.Ordinal);

    private LastValues(DateTimeOffset? at, string whyNone) => (At, WhyNone) = (at, whyNone);

    /// <summary>When the newest of them was read; null where there is none.</summary>
    public DateTimeOffset? At { get; }

    /// <summary>Said of a value that is not there.</summary>
    public string WhyNone { get; }

    /// <summary>Null where it was not read, or where others are newer by far: put beside each other they would tell of no moment.</summary>
    public double? this[string metric] => _values.TryGetValue(metric, out var value) && double.IsFinite(value) ? value : null;

    public static LastValues Of(ProcessScene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);

        // A TaskManager that comes back under the same id has nothing to do with what its predecessor used.
        var born = scene.Process.Since is { } since && since <= scene.Shown.To ? since : DateTimeOffset.MinValue;
        List<(string Metric, Reading Reading)> last = [];
        var isOfPredecessor = false;
        foreach (var metric in scene.Process.Windows.Metrics)
        {
            if (scene.Process.Windows.Last(metric, scene.Shown.From, scene.Shown.To) is { } reading)
            {
                isOfPredecessor |= reading.At < born;
                if (reading.At >= born)
                {
                    last.Add((metric, reading));
                }
            }
        }

        DateTimeOffset? newest = last.Count == 0 ? null : last.Max(value => value.Reading.At);
        LastValues values = new(newest, WhyNoneIn(scene, last.Count == 0, isOfPredecessor));
        foreach (var (metric, reading) in last.Where(value => value.Reading.At >= newest - ProcessScene.OldReading))
        {
            values._values[metric] = reading.Value;
        }

        return values;
    }

    private static string WhyNoneIn(ProcessScene scene, bool isEmpty, bool isOfPredecessor) => (isEmpty, isOfPredecessor) switch
    {
        (true, true) => "The process has not answered for its metrics since it came back.",
        (true, false) when scene.Process.Windows.Metrics.Count == 0 => "The process has not answered for its metrics yet.",
        (true, false) => "Nothing was read in the time shown.",
        _ => "Not read lately, unlike other values of the process.",
    };
}
