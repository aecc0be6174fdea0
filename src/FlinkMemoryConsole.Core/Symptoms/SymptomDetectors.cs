using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Symptoms.DataSkew;
using FlinkMemoryConsole.Core.Symptoms.GcOverhead;
using FlinkMemoryConsole.Core.Symptoms.GcPressure;
using FlinkMemoryConsole.Core.Symptoms.HeapOom;
using FlinkMemoryConsole.Core.Symptoms.NamedByWords;
using FlinkMemoryConsole.Core.Symptoms.NotMemory;
using FlinkMemoryConsole.Core.Symptoms.UnexplainedLoss;

namespace FlinkMemoryConsole.Core.Symptoms;

/// <summary>All detectors. They are pure and may run at the same time.</summary>
public static class SymptomDetectors
{
    /// <summary>One for each symptom that the console knows, and for the answers that are none.</summary>
    public static IReadOnlyList<ISymptomDetector> All { get; } =
    [
        new HeapOomDetector(HeapOomOptions.Default),
        new GcOverheadDetector(GcOverheadOptions.Default),
        new GcPressureDetector(GcPressureOptions.Default),
        .. NamedSymptoms.All.Select(named => new NamedByWordsDetector(named)),
        new DataSkewDetector(DataSkewOptions.Default),
        new NotMemoryDetector(),
        new UnexplainedLossDetector(),
    ];

    /// <summary>What all of them say about the evidence.</summary>
    public static IReadOnlyList<SymptomReading> Read(ClusterEvidence evidence) => [.. All.Select(detector => detector.Read(evidence))];
}
