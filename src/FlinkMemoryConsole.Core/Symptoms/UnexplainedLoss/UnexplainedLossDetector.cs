using FlinkMemoryConsole.Core.Cures;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Findings;
using FlinkMemoryConsole.Core.Symptoms.Signs;

namespace FlinkMemoryConsole.Core.Symptoms.UnexplainedLoss;

/// <summary>A TaskManager or the JobManager was lost, no words of memory were left and no memory area was near its limit: what would tell is listed, nothing is claimed.</summary>
public sealed class UnexplainedLossDetector : ISymptomDetector
{
    private static readonly TimeSpan Around = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public string Symptom => SymptomClass.UnexplainedLoss;

    /// <inheritdoc/>
    public SymptomReading Read(ClusterEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);

        var findings = ProcessLoss.Of(evidence)
            .Where(loss => loss.At <= evidence.Now && Hurt(evidence, loss) && !MemoryWords.AnyOf(evidence, loss.TaskManager.Id, loss.From, loss.At.AddMinutes(2)) && SilentDeath.Explain(loss) is null)
            .GroupBy(loss => loss.TaskManager.Id, StringComparer.Ordinal)
            .Select(losses => OfTaskManager(evidence, losses.First()))
            .ToList();
        if (evidence.Events.FirstOrDefault(happened => happened.Kind is ClusterEventKind.JobManagerRestarted) is { } restart
            && !evidence.FailureTexts.Any(text => text.Class is SymptomClass.JobManagerHeapOom || (MemoryWords.NamesMemory(text) && text.ProcessId is Entities.JobManager)))
        {
            findings.Add(OfJobManager(evidence, restart));
        }

        return findings.Count > 0 ? new SymptomReading.Present([.. findings]) { Symptom = Symptom } : new SymptomReading.Absent { Symptom = Symptom };
    }

    /// <summary>A TaskManager that is scaled away hurts nobody.</summary>
    private static bool Hurt(ClusterEvidence evidence, ProcessLoss loss) =>
        loss.Said is not null
        || evidence.Events.Any(happened => happened.Kind is ClusterEventKind.JobFailed or ClusterEventKind.JobRestarted && (happened.At - loss.At).Duration() < Around);

    private static Finding OfTaskManager(ClusterEvidence evidence, ProcessLoss loss)
    {
        var id = loss.TaskManager.Id;
        var heap = HeapPicture.Of(loss.TaskManager, id, loss.From, loss.At);
        var job = Entities.JobOn(evidence, id);
        return new()
        {
            Id = Entities.FindingId(SymptomClass.UnexplainedLoss, id),
            Class = SymptomClass.UnexplainedLoss,
            Severity = Severity.Critical,
            Kind = FindingKind.Observed,
            Component = Entities.TaskManager,
            TaskManagers = [id],
            Job = job?.Name,
            JobId = job?.Id,
            Since = loss.At,
            Until = loss.TaskManager.Lives.FirstOrDefault(life => life.From > loss.From)?.From,
            Confidence = 0.6,
            Headline = $"{id} {loss.Words}, and nothing seen so far says why.",
            Evidence =
            [
                loss.Said is { } said ? new("what was said of it", Phrase.FirstLine(said.Text), said.At, said.Source) : new("gone from the list of TaskManagers", id, loss.At, "/taskmanagers"),
                .. heap?.Facts() ?? [],
            ],
            Missing =
            [
                $"The container's last status: kubectl describe pod (exit code 137, reason OOMKilled), docker inspect, or yarn logs; it tells a kill by the kernel from everything else.",
                "The kernel's log of the host (dmesg: oom-kill), and the container's memory over time.",
                "The end of the TaskManager's log and stdout, and hs_err_pid*.log in its working directory.",
            ],
            Competing =
            [
                new(SymptomClass.ContainerOomKilled, "A kill for memory leaves no word in any log, and the JVM's own numbers are quiet.", "The container's status was not seen."),
                new(SymptomClass.NotMemory, "A host that went down, a network that was cut, or a person who stopped it look the same.", "Nothing seen tells."),
            ],
            Cure = Cure.None with { Expect = "With the container's status the cause can be named." },
        };
    }

    private static Finding OfJobManager(ClusterEvidence evidence, ClusterEvent restart) => new()
    {
        Id = Entities.FindingId(SymptomClass.UnexplainedLoss, Entities.JobManager),
        Class = SymptomClass.UnexplainedLoss,
        Severity = Severity.Critical,
        Kind = FindingKind.Observed,
        Component = Entities.JobManager,
        Since = restart.At,
        Until = restart.At,
        Confidence = 0.6,
        Headline = $"The JobManager was started again at {Phrase.Time(restart.At)}, and nothing seen so far says why.",
        Evidence = [new("another process answers", restart.Text, restart.At, "/jobmanager")],
        Missing = ["The log of the process before (….log.1 in /jobmanager/logs), its exit code and its container's status."],
        Competing = [new(SymptomClass.JobManagerHeapOom, "A full heap ends the JobManager.", HeapPicture.Of(evidence.JobManager, Entities.JobManager, evidence.From, restart.At) is { } heap ? $"{Phrase.Bytes(heap.Used[^1].Value)} of {Phrase.Bytes(heap.Limit)} were in use at the last measurement." : "Its heap was not measured.")],
        Cure = Cure.None with { Expect = "With the log of the process before the cause can be named." },
    };
}
