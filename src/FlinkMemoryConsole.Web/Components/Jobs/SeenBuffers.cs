using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Network;

namespace FlinkMemoryConsole.Web.Components.Jobs;

/// <summary>What jobs need of network buffers, worked out once for each snapshot, however many tabs show it.</summary>
internal static class SeenBuffers
{
    private static readonly ConditionalWeakTable<ClusterEvidence, ConcurrentDictionary<string, Lazy<JobBuffersAnswer>>> Answers = [];

    /// <param name="job">One of the evidence's jobs.</param>
    public static JobBuffersAnswer Of(ClusterEvidence evidence, JobEvidence job) =>
        Answers.GetOrCreateValue(evidence).GetOrAdd(job.Id, _ => new(() => JobBuffers.Of(evidence, job))).Value;
}
