using System.Collections.Immutable;

namespace FlinkMemoryConsole.Core.Network;

/// <summary>
/// Which vertices run at the same time. A streaming job is one stage. Behind a blocking exchange the consumer starts when its producers have ended and given their buffers
/// back; what pipelined exchanges join runs together. Behind a hybrid one it starts as soon as it finds a slot, unless the scheduler decides on it only when its producers
/// have ended. Within a stage no more subtasks run at once than there are slots.
/// </summary>
/// <param name="StageOf">The stage of each vertex, from 0.</param>
/// <param name="Slots">Slots of a TaskManager; null where they bound nothing, or where nobody knows who shares one.</param>
internal sealed record StageNeeds(ImmutableArray<int> StageOf, int? Slots)
{
    public int Stages => StageOf.IsEmpty ? 0 : StageOf.Max() + 1;

    /// <param name="hybridOverlaps">The scheduler lets the two sides of a hybrid exchange run at the same time.</param>
    public static StageNeeds Of(JobGraph graph, int slots, bool hybridOverlaps)
    {
        if (graph.Edges.All(edge => edge.Exchange.IsPipelined()))
        {
            return new([.. graph.Vertices.Select(_ => 0)], null);
        }

        var region = Regions(graph, edge => edge.Exchange.IsPipelined() || (hybridOverlaps && edge.Exchange.IsHybrid()));
        var stages = StagesOfRegions(graph, region);
        return new([.. region.Select(root => stages[root])], graph.Vertices.All(vertex => vertex.SlotSharingGroup is not null) ? slots : null);
    }

    /// <summary>For each vertex the first one of those that run together with it.</summary>
    private static int[] Regions(JobGraph graph, Func<JobEdge, bool> runTogether)
    {
        var root = Enumerable.Range(0, graph.Vertices.Length).ToArray();
        foreach (var edge in graph.Edges.Where(runTogether))
        {
            var (left, right) = (Find(edge.Source), Find(edge.Target));
            root[Math.Max(left, right)] = Math.Min(left, right);
        }

        return [.. root.Select((_, vertex) => Find(vertex))];

        int Find(int vertex)
        {
            while (root[vertex] != vertex)
            {
                root[vertex] = root[root[vertex]];
                vertex = root[vertex];
            }

            return vertex;
        }
    }

    /// <summary>The longest way of exchanges that wait, from a source. Regions in a ring, which Flink runs as one, come last and together.</summary>
    private static int[] StagesOfRegions(JobGraph graph, int[] region)
    {
        var between = graph.Edges.Select(edge => (From: region[edge.Source], To: region[edge.Target])).Where(pair => pair.From != pair.To).Distinct().ToLookup(pair => pair.From, pair => pair.To);
        var waitsFor = new int[region.Length];
        foreach (var to in between.SelectMany(targets => targets))
        {
            waitsFor[to]++;
        }

        var stages = new int[region.Length];
        Queue<int> ready = new(region.Distinct().Where(root => waitsFor[root] == 0));
        HashSet<int> done = [];
        while (ready.TryDequeue(out var from))
        {
            done.Add(from);
            foreach (var to in between[from])
            {
                stages[to] = Math.Max(stages[to], stages[from] + 1);
                if (--waitsFor[to] == 0)
                {
                    ready.Enqueue(to);
                }
            }
        }

        var last = stages.Max() + 1;
        foreach (var ring in region.Where(root => !done.Contains(root)))
        {
            stages[ring] = last;
        }

        return stages;
    }
}
