using FlinkMemoryConsole.Core.Cures;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Findings;
using FlinkMemoryConsole.Core.Symptoms.Signs;

namespace FlinkMemoryConsole.Core.Symptoms.NotMemory;

/// <summary>A job failed, and its own words name something else than memory: who looks for memory trouble should know and look there.</summary>
public sealed class NotMemoryDetector : ISymptomDetector
{
    /// <summary>A job that fails again and again does no work.</summary>
    private const int ManyFailures = 3;

    /// <summary>Characters of a cause in a sentence; the evidence has all of it.</summary>
    private const int MostOfCause = 90;

    /// <inheritdoc/>
    public string Symptom => SymptomClass.NotMemory;

    /// <inheritdoc/>
    public SymptomReading Read(ClusterEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);

        // Logs hold errors of requests that nobody needs; what made a job fail stands in its exceptions.
        var findings = evidence.FailureTexts
            .Where(text => text.JobId is not null && (text.Class is SymptomClass.NotMemory || SaysNothingElse(evidence, text)))
            .Where(text => text.Source.EndsWith("/exceptions", StringComparison.Ordinal) || Entities.JobOf(evidence, text.JobId) is { State: "FAILED" })
            .GroupBy(text => text.JobId!, StringComparer.Ordinal)
            .Select(texts => Draft(evidence, Entities.JobOf(evidence, texts.Key), [.. texts.OrderBy(text => text.Class is null).ThenBy(text => text.IsConsequence).ThenBy(text => text.At)]))
            .OrderBy(finding => finding.Since)
            .ToList();
        return findings.Count > 0 ? new SymptomReading.Present([.. findings]) { Symptom = Symptom } : new SymptomReading.Absent { Symptom = Symptom };
    }

    /// <summary>A job that failed is not healthy, although its words name no cause; a TaskManager that was lost is another answer.</summary>
    private static bool SaysNothingElse(ClusterEvidence evidence, FailureText text) =>
        text.Class is null && Entities.JobOf(evidence, text.JobId) is { State: "FAILED" } job && !ProcessLoss.IsLoss(text)
        && !evidence.FailureTexts.Any(other => string.Equals(other.JobId, job.Id, StringComparison.Ordinal) && (other.Class is not null and not SymptomClass.NotMemory || ProcessLoss.IsLoss(other)));

    private static Finding Draft(ClusterEvidence evidence, JobEvidence? job, List<FailureText> said)
    {
        var first = said[0];
        var culprit = job is null || first.IsConsequence ? null : Culprit.Of(job, SymptomClass.NotMemory);
        var name = job?.Name ?? first.JobId!;
        var failed = job?.State is "FAILED" or "FAILING";
        return new()
        {
            Id = Entities.FindingId(SymptomClass.NotMemory, name),
            Class = SymptomClass.NotMemory,
            Severity = failed || said.Count >= ManyFailures ? Severity.Critical : Severity.Warning,
            Kind = FindingKind.Observed,
            Component = Entities.Job,
            Job = name,
            JobId = first.JobId,
            Vertex = culprit?.Operator,
            Since = first.At,
            Confidence = first.IsConsequence || first.Class is null ? 0.5 : 0.8,
            Headline = $"Job {name} {(failed ? "failed" : "restarts")}, and {(first.Class is null ? "its words do not speak of memory" : "memory is not why")}: {Short(Cause(first.Text))}",
            Evidence = [.. said.Take(3).Select(text => new EvidenceItem("the failure's own words", Cause(text.Text), text.At, text.Source))],
            Competing = first.IsConsequence ? [new(SymptomClass.MemoryConfigInvalid, "TaskManagers that refuse their configuration leave a job without slots.", "No such refusal was seen; a TaskManager that never started leaves no trace here.")] : [],
            Cure = Cure.None with { Expect = "The job runs without this exception." },
        };
    }

    private static string Short(string cause) => cause.Length > MostOfCause ? string.Concat(cause.AsSpan(0, MostOfCause).TrimEnd(), "…") : cause;

    private static string Cause(string text)
    {
        var cause = text.LastIndexOf("Caused by:", StringComparison.Ordinal);
        return Phrase.FirstLine(cause < 0 ? text : text[(cause + "Caused by:".Length)..]);
    }
}
