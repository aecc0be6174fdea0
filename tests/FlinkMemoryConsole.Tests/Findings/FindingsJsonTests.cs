using FlinkMemoryConsole.Core.Findings;
using FlinkMemoryConsole.Core.Symptoms;
using FlinkMemoryConsole.Testing.Evidence;

namespace FlinkMemoryConsole.Tests.Findings;

public sealed class FindingsJsonTests
{
    [Fact]
    public void The_document_is_a_contract()
    {
        FindingsDocument document = new(
            "clicks",
            ClusterEvidenceBuilder.At(0),
            ClusterEvidenceBuilder.At(90),
            Verdict.Critical,
            [
                new()
                {
                    Id = "heap-oom:taskmanager-2",
                    Class = SymptomClass.HeapOom,
                    Severity = Severity.Critical,
                    Kind = FindingKind.Observed,
                    Component = "taskmanager",
                    TaskManagers = ["taskmanager-2"],
                    Job = "click-enrichment",
                JobId = "4f5b4fd556f58b42f8e01c63a7997a39",
                    Vertex = "Enrich clicks",
                    Since = ClusterEvidenceBuilder.At(40),
                    Confidence = 0.93,
                    Headline = "taskmanager-2 ran out of JVM heap.",
                    Evidence = [new("the failure's own words", "java.lang.OutOfMemoryError: Java heap space", ClusterEvidenceBuilder.At(80), "/jobs/1/exceptions")],
                    Missing = ["A heap dump."],
                    Competing = [new(SymptomClass.ContainerOomKilled, "The process was lost.", "The JVM said that its heap was full.")],
                    Consequences = ["gc-pressure: long pauses."],
                    Cure = new([new("taskmanager.memory.task.heap.size", "384m", "1g")], ["Java: bound the cache."], "The heap settles."),
                },
            ],
            [new("heap-oom:taskmanager-1", "It will be full.", ClusterEvidenceBuilder.At(1), ClusterEvidenceBuilder.At(50), "It did not go on.")],
            [new("container", false, "No agent.")]);

        FindingsJson.Serialize(document).ShouldMatchApproved(options => options.WithFileExtension(".json").NoDiff());
    }
}
