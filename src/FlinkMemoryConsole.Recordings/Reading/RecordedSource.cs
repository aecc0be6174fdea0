namespace FlinkMemoryConsole.Recordings.Reading;

/// <summary>All paths of one source: of Flink's REST API, or of another endpoint that was recorded beside it.</summary>
internal sealed class RecordedSource(BodyStore bodies)
{
    public Dictionary<string, AnswerHistory> Answers { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, MetricHistory> Metrics { get; } = new(StringComparer.Ordinal);

    /// <summary>Milliseconds for which an answer counts before it was first got: one round of the recorder.</summary>
    public long Grace { get; set; }

    /// <summary>Takes in what a line says about a path; false when it says nothing that is known.</summary>
    public bool Add(RecordedLine line, ReadOnlySpan<byte> bytes)
    {
        switch (line.Kind)
        {
            case AnswerKind.Metrics:
                MetricsOf(line.Path!).Add(line.At, line.Body(bytes), line.Removed(bytes));
                return true;
            case AnswerKind.Down:
                AnswersOf(line.Path!).Add(line.At, AnswerKind.Down, 0, []);
                return true;
            case { } kind when line.Status is >= 100 and <= 999:
                AnswersOf(line.Path!).Add(line.At, kind, line.Status, line.Body(bytes));
                return true;
            default:
                return false;
        }
    }

    public RecordedAnswer? AnswerAt(string path, long at) =>
        Answers.TryGetValue(path, out var history) && history.IndexAt(at, Grace) is >= 0 and var index ? history.Read(index) : null;

    public bool IsDownAt(string path, long at) =>
        Answers.TryGetValue(path, out var history) && history.IndexAt(at, Grace) is >= 0 and var index && history.IsDown(index);

    public IReadOnlyDictionary<string, string?>? MetricsAt(string path, long at) =>
        Metrics.TryGetValue(path, out var history) ? history.At(at, Grace) : null;

    /// <summary>False when the path last answered with something else than metrics: with an error, or not at all.</summary>
    public bool HasMetricsInForce(string path, long at)
    {
        if (!Answers.TryGetValue(path, out var answers) || answers.IndexAt(at, Grace) is not (>= 0 and var index))
        {
            return true;
        }

        return Metrics.TryGetValue(path, out var metrics) && metrics.ChangedAt(at, Grace) >= answers.At(index);
    }

    private AnswerHistory AnswersOf(string path) =>
        Answers.TryGetValue(path, out var history) ? history : Answers[path] = new(bodies);

    private MetricHistory MetricsOf(string path) =>
        Metrics.TryGetValue(path, out var history) ? history : Metrics[path] = new(bodies);
}
