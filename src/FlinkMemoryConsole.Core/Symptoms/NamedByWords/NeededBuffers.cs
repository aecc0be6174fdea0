using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Network;

namespace FlinkMemoryConsole.Core.Symptoms.NamedByWords;

/// <summary>How many network buffers the refused jobs, and those that run beside them, need on each TaskManager.</summary>
/// <param name="ToStart">With so many they start, wherever Flink places them.</param>
/// <param name="Beside">How many of <paramref name="ToStart"/> are for jobs that were not refused; 0 where none runs, or where the refused job's graph is not known.</param>
/// <param name="ToRunWell">With so many no exchange waits for buffers; null where the job's graph is not known.</param>
internal readonly record struct NeededBuffers(long ToStart, long Beside, long? ToRunWell)
{
    /// <summary>Flink's own smallest pool: 64 MiB of 32 KiB.</summary>
    private const long SmallestPool = 2048;

    /// <summary>From the graph of the job; where that is not known, from the failure's numbers, which tell of one request only: with as much again.</summary>
    public static NeededBuffers Of(NamedCase one)
    {
        var refused = one.Evidence.Jobs.Where(job => one.Said.Any(text => string.Equals(text.JobId, job.Id, StringComparison.Ordinal))).ToList();

        var atLeast = FailedWith(one.Evidence, refused);
        var needs = refused.Select(job => NeedOf(one.Evidence, job)).ToList();
        if (needs.Count == 0 || needs.Contains(null))
        {
            return new(Math.Max(SmallestPool, 2 * atLeast), 0, null);
        }

        var beside = one.Evidence.Jobs.Where(job => job.State is "RUNNING" && !refused.Contains(job)).Select(job => NeedOf(one.Evidence, job)).OfType<JobBufferNeed>().ToList();
        var besideToStart = beside.Sum(need => need.Smallest);
        var toStart = Math.Max(atLeast, needs.Max(need => need!.Smallest) + besideToStart);
        return new(toStart, besideToStart, Math.Max(toStart, needs.Max(need => need!.Recommended) + beside.Sum(need => need.Recommended)));
    }

    /// <summary>What has failed once for these jobs, on whichever TaskManager, is not proposed again. A log does not say whose failure it tells; the exceptions of jobs do.</summary>
    private static long FailedWith(ClusterEvidence evidence, List<JobEvidence> refused)
    {
        var shortages = evidence.FailureTexts.Where(text => text.Class is SymptomClass.NetworkBuffersInsufficient)
            .Select(text => (text.JobId, Shortage: BufferShortage.Parse(text.Text))).Where(said => said.Shortage is not null).ToList();
        var ofOthers = shortages.Where(said => said.JobId is not null && refused.Count > 0 && !refused.Exists(job => string.Equals(job.Id, said.JobId, StringComparison.Ordinal))).Select(said => said.Shortage).ToHashSet();
        return shortages.Where(said => !ofOthers.Contains(said.Shortage)).Select(said => said.Shortage!.AtLeast).DefaultIfEmpty(0).Max();
    }

    private static JobBufferNeed? NeedOf(ClusterEvidence evidence, JobEvidence job) =>
        job.Graph is { } graph && FlinkVersion.Parse(evidence.FlinkVersion) is { } version
            ? BufferNeeds.Derive(graph, JobPlacement.Of(evidence, job, graph), evidence.Configuration, version).NeedOrNull
            : null;
}
