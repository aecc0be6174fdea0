using FlinkMemoryConsole.Core.Metrics;

namespace FlinkMemoryConsole.Monitoring.Polling.Processes;

/// <summary>How a process's metric values relate to those before.</summary>
internal enum Freshness
{
    /// <summary>New values: a reading.</summary>
    Fresh,

    /// <summary>Flink has not fetched again since the last round: nothing new was learnt.</summary>
    Repeated,

    /// <summary>Flink goes on answering values that no longer move: the process does not report any more.</summary>
    Frozen,

    /// <summary>The values are those of the process that had this id before.</summary>
    OfPredecessor,

    /// <summary>Flink has no values.</summary>
    None,
}

/// <summary>
/// Turns what Flink answers about a process into rows of its windows. Flink answers from its last fetch and never says how old that is, so that
/// values of a hanging process stand still and those of a dead one outlive it: such values become gaps.
/// </summary>
/// <param name="windows">The rows go here.</param>
/// <param name="pace">Knows Flink's time between two fetches.</param>
internal sealed class ProcessReadings(MetricWindows windows, PollPace pace)
{
    private IReadOnlyDictionary<string, double> _last = new Dictionary<string, double>(StringComparer.Ordinal);
    private IReadOnlyDictionary<string, double>? _predecessor;
    private DateTimeOffset _changedAt;
    private DateTimeOffset _bornAt;

    /// <summary>There was a reading in this life.</summary>
    public bool HasValues { get; private set; }

    /// <summary>The process behind the id is another one from now on.</summary>
    /// <param name="now">When that was seen.</param>
    /// <param name="mayAnswerOld">Flink may go on for a while with the values of the process before.</param>
    public void BeginLife(DateTimeOffset now, bool mayAnswerOld)
    {
        _predecessor = mayAnswerOld && _last.Count > 0 ? _last : null;
        _bornAt = now;
        HasValues = false;
        _changedAt = now;
        windows.Append(now, []);
    }

    /// <summary>The cluster was asked and gave nothing: a gap.</summary>
    public void Miss(DateTimeOffset now) => windows.Append(now, []);

    /// <summary>Adds the values as a row, or a gap, or nothing at all, as their freshness is.</summary>
    /// <param name="now">The moment of the round.</param>
    /// <param name="values">As answered, without what is no number.</param>
    /// <param name="isSilent">The process has stopped to send heartbeats: values that repeat are frozen ones.</param>
    public Freshness Take(DateTimeOffset now, IReadOnlyDictionary<string, double> values, bool isSilent = false)
    {
        var freshness = Judge(now, values);
        if (freshness == Freshness.Repeated && isSilent)
        {
            freshness = Freshness.Frozen;
        }

        switch (freshness)
        {
            case Freshness.Fresh:
                _predecessor = null;
                _last = values;
                HasValues = true;
                _changedAt = now;
                windows.Append(now, values);
                break;
            case Freshness.Frozen or Freshness.OfPredecessor or Freshness.None:
                windows.Append(now, []);
                break;
        }

        return freshness;
    }

    /// <summary>True where a counter that only grows went back: a process that has started anew.</summary>
    public bool IsAnotherProcess(IReadOnlyDictionary<string, double> values) =>
        values.Any(pair => OnlyGrows(pair.Key) && _last.TryGetValue(pair.Key, out var before) && pair.Value < before);

    private static bool OnlyGrows(string metric) =>
        metric is FlinkMetricNames.CpuTime or FlinkMetricNames.ClassesLoaded
        || metric.StartsWith(FlinkMetricNames.GarbageCollectorPrefix, StringComparison.Ordinal);

    private Freshness Judge(DateTimeOffset now, IReadOnlyDictionary<string, double> values)
    {
        if (values.Count == 0)
        {
            return Freshness.None;
        }

        if (_predecessor is not null && now - _bornAt < 3 * pace.FetchInterval && CouldBeOf(_predecessor, values))
        {
            return Freshness.OfPredecessor;
        }

        if (!IsSameFetch(_last, values))
        {
            return Freshness.Fresh;
        }

        return now - _changedAt < 2.5 * pace.FetchInterval ? Freshness.Repeated : Freshness.Frozen;
    }

    /// <summary>A process that has just started has used less processor time than its predecessor had at its end.</summary>
    private static bool CouldBeOf(IReadOnlyDictionary<string, double> predecessor, IReadOnlyDictionary<string, double> values) =>
        predecessor.TryGetValue(FlinkMetricNames.CpuTime, out var before) && values.TryGetValue(FlinkMetricNames.CpuTime, out var now)
            ? now >= before
            : IsSameFetch(predecessor, values);

    /// <summary>Processor time moves in every living JVM, so that two fetches never bring the same.</summary>
    private static bool IsSameFetch(IReadOnlyDictionary<string, double> one, IReadOnlyDictionary<string, double> other) =>
        one.TryGetValue(FlinkMetricNames.CpuTime, out var before) && other.TryGetValue(FlinkMetricNames.CpuTime, out var now)
            ? before.Equals(now)
            : one.Count == other.Count && one.All(pair => other.TryGetValue(pair.Key, out var value) && value.Equals(pair.Value));
}
