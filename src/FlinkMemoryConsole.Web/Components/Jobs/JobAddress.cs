using FlinkMemoryConsole.Core.Network;
using FlinkMemoryConsole.Web.Components.Shared;

namespace FlinkMemoryConsole.Web.Components.Jobs;

/// <summary>What the address of a job's page says: <c>?operator=…&amp;parallelism=16&amp;scope=all&amp;taskmanagers=4&amp;slots=4&amp;aim=start</c>. Numbers stay as they were written.</summary>
public sealed record JobAddress
{
    private static readonly (RescaleScope Scope, string Word)[] Scopes = [(RescaleScope.JobParallelism, ""), (RescaleScope.EveryVertex, "all"), (RescaleScope.InProportion, "proportion")];

    /// <summary>Id of the vertex whose subtasks are shown; empty for none.</summary>
    public string Operator { get; init; } = "";

    /// <summary>The parallelism to ask for; empty for the present one.</summary>
    public string Parallelism { get; init; } = "";

    public RescaleScope Scope { get; init; }

    /// <summary>Over how many TaskManagers the job would be spread; empty for as few as can be.</summary>
    public string TaskManagers { get; init; } = "";

    /// <summary>Slots of each; empty for the present ones.</summary>
    public string Slots { get; init; } = "";

    /// <summary>Options for what the job needs to start; else for what it needs to run well.</summary>
    public bool JustStarts { get; init; }

    /// <summary>The process stays as large as it is and something in it shrinks; else it grows.</summary>
    public bool ContainerUnchanged { get; init; }

    /// <summary>Something else than the job as it runs is asked for.</summary>
    public bool AsksForRescale => Parallelism.Length > 0 || TaskManagers.Length > 0 || Slots.Length > 0;

    public static JobAddress Read(string uri)
    {
        var query = AddressQuery.Of(uri);
        return new()
        {
            Operator = query["operator"],
            Parallelism = query["parallelism"],
            Scope = Scopes.FirstOrDefault(pair => query.Says("scope", pair.Word)).Scope,
            TaskManagers = query["taskmanagers"],
            Slots = query["slots"],
            JustStarts = query.Says("aim", "start"),
            ContainerUnchanged = query.Says("container", "unchanged"),
        };
    }

    /// <summary>The word of a scope in the address; empty for the usual one.</summary>
    public static string WordOf(RescaleScope scope) => Scopes.First(pair => pair.Scope == scope).Word;

    /// <summary>A path with this in its query; what is as usual is left out.</summary>
    public string On(string path) => AddressQuery.On(
        path,
        ("operator", Operator), ("parallelism", Parallelism), ("scope", WordOf(Scope)), ("taskmanagers", TaskManagers), ("slots", Slots),
        ("aim", JustStarts ? "start" : ""), ("container", ContainerUnchanged ? "unchanged" : ""));
}
