using System.Diagnostics.CodeAnalysis;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Findings;
using FlinkMemoryConsole.Core.Symptoms;

namespace FlinkMemoryConsole.Monitoring.Polling;

/// <summary>From evidence to findings: every detector, then the lifecycle that remembers what they said before.</summary>
/// <param name="detectors">One that throws silences no other: its symptom counts as unknown, and the document's coverage says so.</param>
internal sealed class ClusterDiagnosis(IReadOnlyList<ISymptomDetector> detectors)
{
    private readonly FindingsLifecycle _lifecycle = new();

    public ClusterDiagnosis()
        : this(SymptomDetectors.All)
    {
    }

    public FindingsDocument Of(ClusterEvidence evidence)
    {
        List<Coverage> failed = [];
        var readings = detectors.Select(detector => Ask(detector, evidence, failed)).ToList();
        return _lifecycle.Apply(failed.Count == 0 ? evidence : evidence with { Coverage = [.. evidence.Coverage, .. failed] }, readings);
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "A fault in one detector must not take the others' findings from the person on call.")]
    private static SymptomReading Ask(ISymptomDetector detector, ClusterEvidence evidence, List<Coverage> failed)
    {
        try
        {
            return detector.Read(evidence);
        }
        catch (Exception fault)
        {
            var why = $"its detector failed, a fault of the console: {fault.GetType().Name}: {fault.Message}";
            failed.Add(new(detector.Symptom, Known: false, why));
            return new SymptomReading.Unknown([why]) { Symptom = detector.Symptom };
        }
    }
}
