using System.Text.RegularExpressions;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.FailureTexts;

namespace FlinkMemoryConsole.Core.Symptoms.Signs;

/// <summary>The operator at fault, as far as it can be told.</summary>
/// <param name="Operator">Its name in the job.</param>
/// <param name="Why">What points at it.</param>
/// <param name="Source">Where that was seen.</param>
/// <param name="Certainty">0 to 1.</param>
internal sealed record Culprit(JobEvidence Job, string Operator, string Why, string Source, double Certainty)
{
    private static readonly Regex Subtask = LinearRegex.Of(@" \(\d+/\d+\).*$");
    private static readonly Regex Frame = LinearRegex.Of(@"^\s*at (?<frame>[\w.$]+)\(", RegexOptions.Multiline);
    private static readonly Regex Words = LinearRegex.Of(@"\w+");

    /// <summary>Code of the JDK, of Flink and of what it carries: no operator of a job.</summary>
    private static readonly string[] Foreign =
        ["java", "jdk", "sun.", "scala", "akka", "org.apache.flink", "org.apache.pekko", "org.apache.kafka", "org.apache.hadoop", "com.esotericsoftware", "io.netty"];

    /// <summary>One subtask with so many times the records of its siblings' mean is skewed.</summary>
    private const double SkewFactor = 2;

    /// <summary>A subtask that is busy for half of its time and more is what the others wait for.</summary>
    private const double BusyMilliseconds = 500;

    /// <summary>By the failing task's own stack where its words name the symptom, else by where the work is on this TaskManager.</summary>
    public static Culprit? Of(ClusterEvidence evidence, string taskManagerId, string? symptom = null)
    {
        var jobs = Entities.JobsOn(evidence, taskManagerId);
        return jobs.Select(job => symptom is null ? null : ByStack(job, taskManagerId, symptom)).FirstOrDefault(found => found is not null)
            ?? jobs.Select(job => ByWork(job, taskManagerId)).FirstOrDefault(found => found is not null);
    }

    /// <summary>Of a job's own trouble: by the stack, else the busiest operator.</summary>
    public static Culprit? Of(JobEvidence job, string symptom) => ByStack(job, null, symptom) ?? Busiest(job);

    /// <summary>The earliest exception of this symptom counts: after a restart even innocent operators fail in a heap that is still full.</summary>
    private static Culprit? ByStack(JobEvidence job, string? taskManagerId, string symptom)
    {
        var thrown = job.Exceptions.FirstOrDefault(exception => exception.TaskName is not null
            && (taskManagerId is null || string.Equals(exception.TaskManagerId, taskManagerId, StringComparison.Ordinal))
            && string.Equals(FailureTextClassifier.Classify(exception.StackTrace).Class, symptom, StringComparison.Ordinal));
        if (thrown is null)
        {
            return null;
        }

        var chain = Operators(Subtask.Replace(thrown.TaskName!, ""));
        var frame = Frame.Matches(thrown.StackTrace).Select(match => match.Groups["frame"].Value)
            .FirstOrDefault(frame => !Foreign.Any(code => frame.StartsWith(code, StringComparison.Ordinal)));
        var named = frame is null ? null : chain.FirstOrDefault(name => SharesWord(name, frame));
        return new(job, named ?? chain[0], frame is null ? $"the task that threw: {thrown.TaskName}" : $"{frame} on the stack of {thrown.TaskName}", $"/jobs/{job.Id}/exceptions", frame is null ? 0.7 : 0.9);
    }

    private static Culprit? Busiest(JobEvidence job)
    {
        var busy = job.Vertices
            .Select(vertex => (Vertex: vertex, Busy: Enumerable.Range(0, vertex.Parallelism).Select(i => vertex.Windows.Last($"{i}.busyTimeMsPerSecond")?.Value).OfType<double>().DefaultIfEmpty(0).Max()))
            .Where(found => found.Busy >= BusyMilliseconds).OrderByDescending(found => found.Busy).FirstOrDefault();
        return busy.Vertex is null ? null : new(job, Operators(busy.Vertex.Name)[0], $"busy {Phrase.Number(busy.Busy)} ms of each second", $"/jobs/{job.Id}/vertices/{busy.Vertex.Id}/metrics", 0.7);
    }

    private static Culprit? ByWork(JobEvidence job, string taskManagerId)
    {
        var candidates = job.Vertices.Where(vertex => !IsSource(vertex.Name)
            && vertex.Subtasks.Any(subtask => string.Equals(subtask.TaskManagerId, taskManagerId, StringComparison.Ordinal))).ToList();
        if (candidates.Count == 0)
        {
            candidates = [.. job.Vertices.Where(vertex => !IsSource(vertex.Name))];
        }

        if (candidates.Select(vertex => (Vertex: vertex, Skew: Skew(vertex, taskManagerId))).Where(found => found.Skew >= SkewFactor).OrderByDescending(found => found.Skew).FirstOrDefault() is { Vertex: { } skewed } most)
        {
            return new(job, Operators(skewed.Name)[0], $"its subtask on {taskManagerId} got {Phrase.Number(most.Skew)} times the records of the others", $"/jobs/{job.Id}/vertices/{skewed.Id}", 0.8);
        }

        var busiest = candidates.MaxBy(vertex => vertex.Subtasks.Sum(subtask => subtask.RecordsIn ?? 0));
        return busiest is null
            ? null
            : new(job, Operators(busiest.Name)[0], candidates.Count == 1 ? "the only operator behind the source" : "the operator that takes in most records", $"/jobs/{job.Id}/vertices/{busiest.Id}", candidates.Count == 1 ? 0.6 : 0.4);
    }

    /// <summary>Records of the subtasks on this TaskManager over the mean of those elsewhere; 0 where it cannot be told.</summary>
    private static double Skew(VertexEvidence vertex, string taskManagerId)
    {
        var here = vertex.Subtasks.Where(subtask => string.Equals(subtask.TaskManagerId, taskManagerId, StringComparison.Ordinal)).Select(subtask => subtask.RecordsIn).OfType<long>().ToList();
        var elsewhere = vertex.Subtasks.Where(subtask => !string.Equals(subtask.TaskManagerId, taskManagerId, StringComparison.Ordinal)).Select(subtask => subtask.RecordsIn).OfType<long>().ToList();
        return here.Count == 0 || elsewhere.Count == 0 || here.Max() < 100 ? 0 : here.Max() / Math.Max(1, elsewhere.Average());
    }

    private static bool IsSource(string vertex) => vertex.StartsWith("Source:", StringComparison.Ordinal);

    private static string[] Operators(string chain)
    {
        var names = chain.Split(" -> ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return names.Length == 0 ? [chain] : names;
    }

    private static bool SharesWord(string name, string frame) =>
        Words.Matches(name).Select(match => match.Value).Any(word => word.Length > 3 && frame.Contains(word, StringComparison.OrdinalIgnoreCase));
}
