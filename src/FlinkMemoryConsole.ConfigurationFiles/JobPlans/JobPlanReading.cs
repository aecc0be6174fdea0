using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Network;

namespace FlinkMemoryConsole.ConfigurationFiles.JobPlans;

/// <summary>What a text turned out to hold.</summary>
public abstract record JobPlanReading
{
    private JobPlanReading()
    {
    }

    /// <summary>A job graph.</summary>
    /// <param name="Name">The job's name; empty where the plan has none.</param>
    /// <param name="Placement">Null where the text does not say which subtask runs on which TaskManager.</param>
    /// <param name="Warnings">What was not understood and how it counts.</param>
    public sealed record Read(string Name, JobGraph Graph, SubtaskPlacement? Placement, ImmutableArray<string> Warnings) : JobPlanReading
    {
        /// <summary>Why what is counted is not what the job needs: Flink has not planned all operators yet, or none. Null where the plan is whole.</summary>
        public string? Gap { get; init; }
    }

    /// <summary>No job graph can be made of it.</summary>
    /// <param name="Error">What is wrong, with the field.</param>
    public sealed record Unreadable(string Error) : JobPlanReading;
}

/// <summary>Ends the reading of a plan; never leaves this project.</summary>
internal sealed class PlanUnreadableException(string message) : Exception(message);
