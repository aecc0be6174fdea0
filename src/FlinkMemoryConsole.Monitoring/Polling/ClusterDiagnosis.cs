using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Findings;
using FlinkMemoryConsole.Core.Symptoms;

namespace FlinkMemoryConsole.Monitoring.Polling;

/// <summary>From evidence to findings: every detector, then the lifecycle that remembers what they said before.</summary>
internal sealed class ClusterDiagnosis
{
    private readonly FindingsLifecycle _lifecycle = new();

    public FindingsDocument Of(ClusterEvidence evidence) => _lifecycle.Apply(evidence, SymptomDetectors.Read(evidence));
}
