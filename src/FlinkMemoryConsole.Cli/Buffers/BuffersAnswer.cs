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
    string? Deployment, FlinkVersion Version, JobPlanReading.Read Job, JobBufferNeed? Need, TaskManagerBudget? Budget, string? Refusal, ImmutableArray<RescaledNeed> Rescaled)
{
    /// <summary>Buffers of each TaskManager; null where they are not known.</summary>
    public long? Held => Budget?.NetworkBuffers;

    /// <summary>What gives exactly the buffers that the job needs to start; null where it has them.</summary>
    public CureAnswer? Cure { get; init; }

    /// <summary>Why the job does not fit the TaskManagers that were asked for, or is too large for them to be counted; null where neither is so.</summary>
    public string? Misfit { get; private init; }

    /// <summary>The subtasks are counted as spread over the TaskManagers that were asked for.</summary>
    public bool IsSpread { get; private init; }

    public bool IsEnough => Need is { } need && Held >= need.Smallest;

    public static BuffersAnswer Derive(string? deployment, FlinkConfiguration configuration, FlinkVersion version, JobPlanReading.Read job, BuffersQuestion question)
    {
        if (TaskManagerBudgets.Derive(configuration, version) is not BudgetAnswer<TaskManagerBudget>.Valid { Budget: { } budget })
        {
            var refused = (BudgetAnswer<TaskManagerBudget>.Refused)TaskManagerBudgets.Derive(configuration, version);
            return Refused($"{refused.ExceptionClass}: {refused.Prefix}{refused.Message}");
        }

        if (NetworkStart.FaultOf(configuration, version, budget) is { } fault)
        {
            return Refused($"{fault.Message.TrimEnd('.')}. {fault.Advice}");
        }

        var slots = Math.Max(1, budget.Slots);
        if (MisfitOf(job.Graph) is { } misfit)
        {
            return Refused(null) with { Misfit = misfit };
        }

        var placement = question.TaskManagers is null && job.Placement is { } seen ? seen : SubtaskPlacement.Assume(job.Graph, slots, question.TaskManagers);
        return BufferNeeds.Derive(job.Graph, placement, configuration, version) switch
        {
            BufferNeedAnswer.Computed { Need: var need } => new(deployment, version, job, need, budget, null, [.. question.Parallelisms.Select(Rescale)])
            {
                IsSpread = question.TaskManagers is not null,
                Cure = budget.NetworkBuffers < need.Smallest ? CureSolver.Solve(configuration, version, new MemoryWish.NetworkBuffers(need.Smallest, ContainerUnchanged: null)) : null,
            },
            BufferNeedAnswer.Refused refused => Refused($"{refused.ExceptionClass}: {refused.Message}"),
            _ => throw new InvalidOperationException("No such answer."),
        };

        BuffersAnswer Refused(string? words) => new(deployment, version, job, null, null, words, []);

        string? MisfitOf(JobGraph graph) => JobGraphSize.FaultOf(graph, question.TaskManagers) ?? (question.TaskManagers is { } asked ? SubtaskPlacement.FaultOf(graph, slots, asked) : null);

        RescaledNeed Rescale(int parallelism)
        {
            var rescaled = job.Graph.Rescaled(parallelism);
            if (MisfitOf(rescaled) is { } why)
            {
                return new(parallelism, parallelism, null, why);
            }

            return BufferNeeds.Derive(rescaled, SubtaskPlacement.Assume(rescaled, slots, question.TaskManagers), configuration, version) switch
            {
                BufferNeedAnswer.Refused refused => new(parallelism, rescaled.Parallelism, null, $"Flink refuses: {refused.ExceptionClass}: {refused.Message}"),
                var answer => new(parallelism, rescaled.Parallelism, answer.NeedOrNull, null),
            };
        }
    }
}

/// <summary>The need with another parallelism.</summary>
/// <param name="Asked">The parallelism asked for.</param>
/// <param name="Parallelism">The parallelism that is counted: less where no operator may have more.</param>
/// <param name="Need">Null where it does not fit the TaskManagers that were asked for, is too large to be counted, or is refused.</param>
/// <param name="Misfit">Why there is no need; null where there is one.</param>
internal sealed record RescaledNeed(int Asked, int Parallelism, JobBufferNeed? Need, string? Misfit);

/// <summary>What is asked beside the job and the configuration.</summary>
/// <param name="TaskManagers">Over how many the job is spread; null: as it was seen, else as few as can be.</param>
/// <param name="Parallelisms">Other parallelisms to answer for.</param>
internal sealed record BuffersQuestion(int? TaskManagers, ImmutableArray<int> Parallelisms);
