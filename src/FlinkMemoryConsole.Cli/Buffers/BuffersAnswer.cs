using System.Collections.Immutable;
using FlinkMemoryConsole.ConfigurationFiles.JobPlans;
using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Cures;
using FlinkMemoryConsole.Core.Network;

namespace FlinkMemoryConsole.Cli.Buffers;

/// <summary>What a job needs of a configuration, and what the configuration gives.</summary>
/// <param name="Need">Null where Flink refuses.</param>
/// <param name="Budget">Null where Flink refuses.</param>
/// <param name="Refusal">Flink's words; null where it accepts.</param>
/// <param name="Rescaled">The need with another parallelism, as asked for.</param>
internal sealed record BuffersAnswer(
    string? Deployment, FlinkVersion Version, JobPlanReading.Read Job, JobBufferNeed? Need, TaskManagerBudget? Budget, string? Refusal, ImmutableArray<(int Parallelism, JobBufferNeed Need)> Rescaled)
{
    /// <summary>Buffers of each TaskManager; null where they are not known.</summary>
    public long? Held => Budget?.NetworkBuffers;

    /// <summary>What gives exactly the buffers that the job needs to start, the process growing by them; null where it has them.</summary>
    public CureAnswer? Cure { get; private init; }

    public bool IsEnough => Need is { } need && Held >= need.Smallest;

    public static BuffersAnswer Derive(string? deployment, FlinkConfiguration configuration, FlinkVersion version, JobPlanReading.Read job, BuffersQuestion question)
    {
        if (TaskManagerBudgets.Derive(configuration, version) is not BudgetAnswer<TaskManagerBudget>.Valid { Budget: { } budget })
        {
            var refused = (BudgetAnswer<TaskManagerBudget>.Refused)TaskManagerBudgets.Derive(configuration, version);
            return Refused($"{refused.ExceptionClass}: {refused.Prefix}{refused.Message}");
        }

        if (budget.NetworkBuffers is null)
        {
            return Refused($"IllegalArgumentException: Could not parse value '{configuration["taskmanager.memory.segment-size"]}' for key 'taskmanager.memory.segment-size'.");
        }

        var slots = Math.Max(1, budget.Slots);
        var placement = question.TaskManagers is null && job.Placement is { } seen ? seen : SubtaskPlacement.Assume(job.Graph, slots, question.TaskManagers);
        return BufferNeeds.Derive(job.Graph, placement, configuration, version) switch
        {
            BufferNeedAnswer.Computed { Need: var need } => new(deployment, version, job, need, budget, null, [.. question.Parallelisms.Select(Rescale)])
            {
                Cure = budget.NetworkBuffers < need.Smallest ? CureSolver.Solve(configuration, version, new MemoryWish.NetworkBuffers(need.Smallest, ContainerUnchanged: false)) : null,
            },
            BufferNeedAnswer.Refused refused => Refused($"{refused.ExceptionClass}: {refused.Message}"),
            _ => throw new InvalidOperationException("No such answer."),
        };

        BuffersAnswer Refused(string words) => new(deployment, version, job, null, null, words, []);

        (int Parallelism, JobBufferNeed Need) Rescale(int parallelism)
        {
            var rescaled = job.Graph.Rescaled(parallelism);
            return (rescaled.Parallelism, BufferNeeds.Derive(rescaled, SubtaskPlacement.Assume(rescaled, slots, question.TaskManagers), configuration, version).NeedOrNull!);
        }
    }
}

/// <summary>What is asked beside the job and the configuration.</summary>
/// <param name="TaskManagers">Over how many the job is spread; null: as it was seen, else as few as can be.</param>
/// <param name="Parallelisms">Other parallelisms to answer for.</param>
internal sealed record BuffersQuestion(int? TaskManagers, ImmutableArray<int> Parallelisms);
