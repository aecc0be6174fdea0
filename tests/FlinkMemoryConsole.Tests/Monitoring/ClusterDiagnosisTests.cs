using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Symptoms;
using FlinkMemoryConsole.Monitoring.Polling;
using FlinkMemoryConsole.Testing.Evidence;

namespace FlinkMemoryConsole.Tests.Monitoring;

public class ClusterDiagnosisTests
{
    [Fact]
    public void A_detector_that_throws_silences_no_other_and_is_named()
    {
        var evidence = new ClusterEvidenceBuilder().With(new TaskManagerBuilder("tm-1").Heap([100, 110, 120])).Saying(30, "java.lang.OutOfMemoryError: Metaspace", "tm-1", "clicks").Until(60).Build();

        var document = new ClusterDiagnosis([new Faulty(), .. SymptomDetectors.All]).Of(evidence);

        document.Findings.ShouldContain(finding => finding.Class == SymptomClass.MetaspaceOom);
        var coverage = document.Coverage.Single(area => area.Area is SymptomClass.DataSkew);
        coverage.Known.ShouldBeFalse();
        coverage.Why.ShouldContain("no such subtask");
    }

    private sealed class Faulty : ISymptomDetector
    {
        public string Symptom => SymptomClass.DataSkew;

        public SymptomReading Read(ClusterEvidence evidence) => throw new InvalidOperationException("no such subtask");
    }
}
