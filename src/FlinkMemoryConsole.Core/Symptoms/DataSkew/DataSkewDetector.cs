using FlinkMemoryConsole.Core.Cures;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Findings;
using FlinkMemoryConsole.Core.Network;
using FlinkMemoryConsole.Core.Symptoms.Signs;

namespace FlinkMemoryConsole.Core.Symptoms.DataSkew;

/// <summary>One subtask gets most of the records and is busy all the time, its siblings wait: one key, or a few, have most of the data.</summary>
public sealed class DataSkewDetector(DataSkewOptions options) : ISymptomDetector
{
    /// <inheritdoc/>
    public string Symptom => SymptomClass.DataSkew;

    /// <inheritdoc/>
    public SymptomReading Read(ClusterEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);

        var vertices = evidence.Jobs.Where(job => job.State is "RUNNING").SelectMany(job => job.Vertices, (job, vertex) => (job, vertex)).Where(found => found.vertex.Parallelism > 1).ToList();
        var findings = vertices.Select(found => Skew(evidence, found.job, found.vertex)).OfType<Finding>().OrderBy(finding => finding.Since).ToList();
        if (findings.Count > 0)
        {
            return new SymptomReading.Present([.. findings]) { Symptom = Symptom };
        }

        return vertices.Count > 0 && vertices.TrueForAll(found => found.vertex.Windows.Last("0.busyTimeMsPerSecond") is null)
            ? new SymptomReading.Unknown(["Busy time and records of the subtasks."]) { Symptom = Symptom }
            : new SymptomReading.Absent { Symptom = Symptom };
    }

    private Finding? Skew(ClusterEvidence evidence, JobEvidence job, VertexEvidence vertex)
    {
        var busy = Means(evidence, vertex, "busyTimeMsPerSecond");
        var records = Means(evidence, vertex, "numRecordsInPerSecond");
        if (busy.Count < 2 || records.Count < 2)
        {
            return null;
        }

        var (first, most) = records.MaxBy(subtask => subtask.Value);
        var others = records.Where(subtask => subtask.Key != first).Average(subtask => subtask.Value);
        var othersBusy = busy.Where(subtask => subtask.Key != first).Select(subtask => subtask.Value).DefaultIfEmpty(double.MaxValue).Average();
        if (!busy.TryGetValue(first, out var firstBusy) || firstBusy < options.BusyMilliseconds || othersBusy > options.OthersBusyShare * firstBusy || most < options.RecordsFactor * others)
        {
            return null;
        }

        var name = PlanWords.FirstOperator(vertex.Name);
        var path = $"/jobs/{job.Id}/vertices/{vertex.Id}/metrics";
        return new()
        {
            Id = Entities.FindingId(SymptomClass.DataSkew, vertex.Id),
            Class = SymptomClass.DataSkew,
            Severity = Severity.Warning,
            Kind = FindingKind.Observed,
            Component = Entities.Job,
            Job = job.Name,
            JobId = job.Id,
            Vertex = name,
            Since = evidence.Now - options.Over,
            Confidence = 0.85,
            Headline = $"One subtask of {name} gets {Phrase.Number(most / Math.Max(1, others))} times the records of the others.",
            Evidence =
            [
                new($"records a second, subtask {first}", $"{Phrase.Number(most)}; the others {Phrase.Number(others)} on average", evidence.Now, path),
                new($"busy time a second, subtask {first}", $"{Phrase.Number(firstBusy)} ms; the others {Phrase.Number(othersBusy)} ms on average", evidence.Now, path),
            ],
            Missing = ["Which keys have the most records: the job's own counters, or a sample of its input, would tell."],
            Competing = [new(SymptomClass.GcPressure, "A TaskManager that collects all the time makes its subtasks slow, too.", "Slow subtasks get no more records than others; this one does.")],
            Cure = Cure.None with
            {
                Code =
                [
                    "Java: split the heavy keys (a random suffix, aggregated in a second step), or aggregate before the shuffle.",
                    "C#: the same holds for keys chosen in the worker: add a salt to the key and merge the partial results.",
                ],
                Expect = "Records and busy time of the subtasks come near each other.",
            },
        };
    }

    private Dictionary<int, double> Means(ClusterEvidence evidence, VertexEvidence vertex, string metric) =>
        Enumerable.Range(0, vertex.Parallelism)
            .Select(i => (Index: i, Readings: vertex.Windows.Read($"{i}.{metric}", evidence.Now - options.Over, evidence.Now)))
            .Where(subtask => subtask.Readings.Count > 1)
            .ToDictionary(subtask => subtask.Index, subtask => subtask.Readings.Average(reading => reading.Value));
}
