using System.Globalization;

namespace FlinkMemoryConsole.Core.Network;

/// <summary>How large a job may be for its buffers to be counted: a short text, or one number, can ask for more than memory and time suffice for.</summary>
public static class JobGraphSize
{
    private const long MostSubtasks = 5_000_000;
    private const long MostChannelEnds = 10_000_000;
    private const long MostVerticesTimesTaskManagers = 10_000_000;

    /// <summary>Why the buffers of a job are not counted, as a sentence; null where they are.</summary>
    /// <param name="taskManagers">On how many it runs; null: not known, one for each slot that it takes at the most.</param>
    public static string? FaultOf(JobGraph graph, int? taskManagers = null)
    {
        ArgumentNullException.ThrowIfNull(graph);

        var (vertices, edges) = (graph.Vertices, graph.Edges);
        if (vertices.Sum(vertex => (long)vertex.Parallelism) is > MostSubtasks and var subtasks)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{subtasks:#,0} subtasks are more than can be counted here ({MostSubtasks:#,0}).");
        }

        var places = taskManagers ?? SubtaskPlacement.SlotsFor(graph);
        if (vertices.Length * places > MostVerticesTimesTaskManagers)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{vertices.Length:#,0} vertices on {places:#,0} slots or TaskManagers are more than can be counted here.");
        }

        return edges.Sum(edge => (long)vertices[edge.Source].Parallelism + vertices[edge.Target].Parallelism) is > MostChannelEnds and var ends
            ? string.Create(CultureInfo.InvariantCulture, $"{edges.Length:#,0} exchanges with {ends:#,0} subtasks at their ends are more than can be counted here ({MostChannelEnds:#,0}).")
            : null;
    }
}
