using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace FlinkMemoryConsole.Core.Network;

/// <summary>Adds the subtasks of a job up to what each TaskManager needs in its busiest stage.</summary>
internal sealed class TaskManagerTotals(JobBufferNeed need, StageNeeds stages)
{
    /// <summary>Each TaskManager that runs a subtask.</summary>
    public ImmutableArray<TaskManagerBufferNeed> Sum()
    {
        var byStage = stages.Slots is { } slots ? BoundedBySlots(slots) : AllAtOnce();
        var subtasks = new int[need.Placement.TaskManagers.Length];
        foreach (var taskManager in need.Placement.Subtasks.SelectMany(vertex => vertex))
        {
            subtasks[taskManager]++;
        }

        return [.. need.Placement.TaskManagers.Select((name, index) => (Name: name, Index: index)).Where(one => subtasks[one.Index] > 0).Select(one => Busiest(one.Index, one.Name, subtasks[one.Index], byStage))];
    }

    private static TaskManagerBufferNeed Busiest(int index, string name, int subtasks, SubtaskBuffers[][] byStage)
    {
        var stage = Enumerable.Range(0, byStage.Length).MaxBy(stage => byStage[stage][index].Required);
        var wanted = byStage.Max(sums => sums[index].Wanted);
        return new(index, name, subtasks, stage, byStage[stage][index] with { Wanted = wanted });
    }

    private SubtaskBuffers[][] AllAtOnce()
    {
        var sums = Enumerable.Range(0, stages.Stages).Select(_ => new SubtaskBuffers[need.Placement.TaskManagers.Length]).ToArray();
        for (var edge = 0; edge < need.Graph.Edges.Length; edge++)
        {
            foreach (var subtask in need.Subtasks(edge))
            {
                sums[stages.StageOf[subtask.Vertex]][subtask.TaskManager] += subtask.Buffers;
            }
        }

        return sums;
    }

    /// <summary>In each stage the most expensive slots of a TaskManager: subtasks of one sharing group and one index run in one slot.</summary>
    private SubtaskBuffers[][] BoundedBySlots(int slots)
    {
        Dictionary<(int Stage, int TaskManager, string Group, int Index), SubtaskBuffers> bySlot = [];
        for (var edge = 0; edge < need.Graph.Edges.Length; edge++)
        {
            foreach (var subtask in need.Subtasks(edge))
            {
                var group = need.Graph.Vertices[subtask.Vertex].SlotSharingGroup!;
                CollectionsMarshal.GetValueRefOrAddDefault(bySlot, (stages.StageOf[subtask.Vertex], subtask.TaskManager, group, subtask.Subtask), out _) += subtask.Buffers;
            }
        }

        var sums = Enumerable.Range(0, stages.Stages).Select(_ => new SubtaskBuffers[need.Placement.TaskManagers.Length]).ToArray();
        foreach (var place in bySlot.GroupBy(pair => (pair.Key.Stage, pair.Key.TaskManager), pair => pair.Value))
        {
            sums[place.Key.Stage][place.Key.TaskManager] = place.OrderByDescending(slot => slot.Required).Take(slots).Aggregate(default(SubtaskBuffers), (sum, slot) => sum + slot);
        }

        return sums;
    }
}
