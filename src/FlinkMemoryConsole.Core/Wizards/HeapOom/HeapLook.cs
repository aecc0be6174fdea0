using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Wizards.Looking;

namespace FlinkMemoryConsole.Core.Wizards.HeapOom;

/// <summary>Fourth step: what can be looked at, how, and what the person saw.</summary>
public static class HeapLook
{
    public const string JobClass = "job-class";
    public const string StateClass = "state-class";
    public const string Buffers = "buffers";
    public const string Nothing = "nothing";

    public static WizardStep Build(HeapSigns signs)
    {
        ArgumentNullException.ThrowIfNull(signs);
        var chosen = signs.Case.Answers[WizardStepKind.LookInside];
        return new()
        {
            Kind = WizardStepKind.LookInside,
            Question = "What is in the heap?",
            Answer = chosen switch
            {
                JobClass => "A class of the job leads the histogram.",
                StateClass => "Classes of Flink's state lead the histogram.",
                Buffers => "Byte and char arrays lead the histogram.",
                Nothing => "No class grows from one histogram to the next.",
                _ => "A class histogram would settle it; it can be left out.",
            },
            Options =
            [
                new(JobClass, "A class of the job leads"),
                new(StateClass, "Classes of Flink's state lead"),
                new(Buffers, "Only byte[] and char[] lead"),
                new(Nothing, "No class grows"),
            ],
            Chosen = chosen,
            Looks = Looks(signs),
            Commands = signs.Heap is { } heap ? JvmCommands.ForHeap(heap.TaskManager, signs.Case.Evidence.Configuration, FlinkVersion.Parse(signs.Case.Evidence.FlinkVersion), heap.PeakBytes) : [],
        };
    }

    private static ImmutableArray<WizardLook> Looks(HeapSigns signs)
    {
        List<WizardLook> looks = [];
        if (signs.Heap is { TaskManager: var taskManager })
        {
            looks.Add(new WizardLook.Threads(taskManager.Id));
            looks.Add(new WizardLook.Log(taskManager.Id));
        }

        if (signs.Job is { } job && Vertex(signs, job) is { } vertex)
        {
            looks.Add(new WizardLook.Flames(job.Id, vertex.Id, vertex.Name));
        }

        return [.. looks];
    }

    /// <summary>The vertex that the finding names (a chain contains the operator's name), else the first that is no source.</summary>
    private static VertexEvidence? Vertex(HeapSigns signs, JobEvidence job) =>
        job.Vertices.FirstOrDefault(vertex => signs.Case.Finding?.Vertex is { } name && vertex.Name.Contains(name, StringComparison.Ordinal))
        ?? job.Vertices.FirstOrDefault(vertex => !vertex.Name.StartsWith("Source:", StringComparison.Ordinal))
        ?? job.Vertices.FirstOrDefault();
}
