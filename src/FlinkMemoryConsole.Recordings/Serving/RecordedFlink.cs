using System.Globalization;
using System.Text.RegularExpressions;
using FlinkMemoryConsole.Recordings.Reading;

namespace FlinkMemoryConsole.Recordings.Serving;

/// <summary>Answers a request as the recorded cluster would have at a moment.</summary>
internal sealed partial class RecordedFlink(RecordedSource source)
{
    private static readonly Dictionary<string, string?> None = [];
    private readonly Roster _taskManagers = new(source, "/taskmanagers", "taskmanagers", "id");
    private readonly Roster _jobs = new(source, "/jobs/overview", "jobs", "jid");

    /// <param name="path">Decoded, without the version prefix.</param>
    /// <param name="query">With its question mark, or empty.</param>
    /// <param name="at">Milliseconds since the start.</param>
    public RecordedAnswer Answer(string path, string query, long at)
    {
        if (source.IsDownAt("/overview", at))
        {
            return RecordedAnswer.Down;
        }

        if (query.Length > 0 && source.AnswerAt(path + query, at) is { } exact)
        {
            return exact;
        }

        return path.EndsWith("/metrics", StringComparison.Ordinal) && AnswerMetrics(path, RequestQuery.Parse(query), at) is { } metrics
            ? new(200, true, metrics)
            : AnswerOther(path, at);
    }

    private byte[]? AnswerMetrics(string path, RequestQuery query, long at)
    {
        switch (path)
        {
            case "/taskmanagers/metrics":
                return MetricAggregation.OfMany(MembersOf(_taskManagers, "/taskmanagers/", query.List("taskmanagers"), at), query);
            case "/jobs/metrics":
                return MetricAggregation.OfMany(MembersOf(_jobs, "/jobs/", query.List("jobs"), at), query);
        }

        if (SubtaskMetrics().Match(path) is { Success: true } match)
        {
            var subtasks = SubtasksOf(match.Groups["vertex"].Value + "/metrics", at);
            return match.Groups["index"] is { Success: true } index
                ? MetricAggregation.OfOne(subtasks.GetValueOrDefault(index.Value) ?? [], query)
                : MetricAggregation.OfMany([.. subtasks.Where(subtask => IsChosen(subtask.Key, query.List("subtasks"))).Select(subtask => subtask.Value)], query);
        }

        if (!IsThere(path, at))
        {
            return MetricAggregation.OfOne(None, query);
        }

        // What Flink does not know has no metrics; a collection that answered otherwise at this moment is told apart by the caller.
        var isCollection = source.Metrics.ContainsKey(path) || JobPath().IsMatch(path) || TaskManagerPath().IsMatch(path);
        return isCollection && source.HasMetricsInForce(path, at) ? MetricAggregation.OfOne(source.MetricsAt(path, at) ?? None, query) : null;
    }

    private RecordedAnswer AnswerOther(string path, long at)
    {
        var answer = source.AnswerAt(path, at);
        if (answer is not { IsDown: false, Status: not 200 } && !IsThere(path, at))
        {
            var parts = path.Split('/');
            return parts[1] is "jobs" ? GoneAnswers.Job(parts[2]) : GoneAnswers.TaskManager(parts[2], parts.ElementAtOrDefault(3) ?? "");
        }

        return answer ?? GoneAnswers.Unknown(path);
    }

    private bool IsThere(string path, long at)
    {
        if (JobPath().Match(path) is { Success: true } job)
        {
            return _jobs.Has(job.Groups["id"].Value, at);
        }

        return TaskManagerPath().Match(path) is not { Success: true } taskManager || _taskManagers.Has(taskManager.Groups["id"].Value, at);
    }

    private List<IReadOnlyDictionary<string, string?>> MembersOf(Roster roster, string prefix, IReadOnlyList<string>? chosen, long at)
    {
        var ids = roster.IdsAt(at) ?? [.. source.Metrics.Keys
            .Where(path => path.StartsWith(prefix, StringComparison.Ordinal) && path.AsSpan(prefix.Length).Count('/') == 1)
            .Select(path => path[prefix.Length..path.LastIndexOf('/')])];
        return [.. ids.Where(id => chosen?.Contains(id, StringComparer.Ordinal) ?? true).Select(id => source.MetricsAt($"{prefix}{id}/metrics", at)).OfType<IReadOnlyDictionary<string, string?>>()];
    }

    /// <summary>Metrics of a vertex are named <c>0.buffers.inPoolUsage</c>: the subtask's index comes first.</summary>
    private SortedDictionary<string, Dictionary<string, string?>> SubtasksOf(string path, long at)
    {
        SortedDictionary<string, Dictionary<string, string?>> subtasks = new(StringComparer.Ordinal);
        foreach (var (name, value) in IsThere(path, at) ? source.MetricsAt(path, at) ?? None : None)
        {
            var dot = name.IndexOf('.', StringComparison.Ordinal);
            if (dot > 0 && !name.AsSpan(0, dot).ContainsAnyExceptInRange('0', '9'))
            {
                var index = name[..dot];
                if (!subtasks.TryGetValue(index, out var metrics))
                {
                    subtasks[index] = metrics = new(StringComparer.Ordinal);
                }

                metrics[name[(dot + 1)..]] = value;
            }
        }

        return subtasks;
    }

    /// <summary>Flink takes single subtasks and ranges: <c>subtasks=0,4-7</c>.</summary>
    private static bool IsChosen(string subtask, IReadOnlyList<string>? chosen) => chosen is null || chosen.Any(range =>
        TryIndex(subtask, out var index)
        && range.Split('-') is var ends
        && TryIndex(ends[0], out var first)
        && TryIndex(ends[^1], out var last)
        && index >= first && index <= last);

    private static bool TryIndex(string text, out int index) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out index);

    [GeneratedRegex("^/jobs/(?<id>[0-9a-f]{32})(?:/|$)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex JobPath();

    [GeneratedRegex("^/taskmanagers/(?<id>[^/]+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TaskManagerPath();

    [GeneratedRegex("^(?<vertex>/jobs/[0-9a-f]{32}/vertices/[0-9a-f]{32})/subtasks/((?<index>[0-9]+)/)?metrics$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SubtaskMetrics();
}
