using System.Text.Json.Nodes;

namespace FlinkMemoryConsole.Tests.Network;

/// <summary>
/// Draws descriptions of jobs that <c>java/FlinkJobBuffers</c> can build and run: streaming ones with every partitioner over one to three TaskManagers, batch ones in every
/// shuffle mode whose stages find all the slots that they can use, so that what they hold at most does not depend on the speed of the machine.
/// </summary>
internal sealed class DescribedJobs(int seed, bool isBeforeFlink2)
{
    private const string SortBuffers = "taskmanager.network.sort-shuffle.min-buffers";

    private static readonly string[] Partitioners = ["forward", "rescale", "rebalance", "hash", "shuffle", "custom", "global", "broadcast"];

    private readonly Random _random = new(seed);

    /// <summary>A job that runs until it is cancelled.</summary>
    public JsonObject NextStreaming(string name)
    {
        var vertices = Vertices(OneOf(1, 2, 3, 3, 4, 5), largest: 7);
        var edges = Edges(vertices);
        if (Chance(0.25))
        {
            foreach (var vertex in vertices)
            {
                vertex["group"] = OneOf("red", "green", "blue");
            }
        }

        var taskManagers = OneOf(1, 2, 2, 3);
        var needed = vertices.GroupBy(vertex => (string?)vertex["group"]).Sum(group => group.Max(Parallelism));
        return Described(name, "STREAMING", taskManagers, Divided(needed, taskManagers) + OneOf(0, 0, 1), GateOptions(), vertices, edges);
    }

    /// <summary>A job that ends. Its stages, in the sense of the description, are vertices that can run at the same time.</summary>
    public JsonObject NextBatch(string name)
    {
        var vertices = Vertices(OneOf(2, 2, 3, 4), largest: 4);
        var edges = Edges(vertices);
        var mode = OneOf("ALL_EXCHANGES_BLOCKING", "ALL_EXCHANGES_PIPELINED", "ALL_EXCHANGES_HYBRID_FULL", "ALL_EXCHANGES_HYBRID_SELECTIVE");
        var isPipelined = mode.EndsWith("PIPELINED", StringComparison.Ordinal);
        var isHybrid = mode.Contains("HYBRID", StringComparison.Ordinal);
        var options = GateOptions();
        options["execution.batch-shuffle-mode"] = mode;
        options[SortBuffers] = OneOf("512", "64", "2", "1", "0");
        options["taskmanager.network.sort-shuffle.min-parallelism"] = OneOf("1", "1", "3");
        var isDefault = isPipelined || Chance(0.3);
        if (isDefault)
        {
            options["jobmanager.scheduler"] = "Default";
        }

        if (isHybrid && Chance(0.3))
        {
            options["taskmanager.network.hybrid-shuffle.enable-new-mode"] = "false";
        }

        var overlaps = isPipelined || (isHybrid && (isBeforeFlink2 || isDefault));
        foreach (var (vertex, depth) in vertices.Zip(Depths(vertices, edges)))
        {
            vertex["stage"] = overlaps ? 0 : depth;
        }

        var widest = vertices.GroupBy(vertex => (int)vertex["stage"]!).Max(stage => stage.Sum(Parallelism));
        var job = Described(name, "BATCH", 1, widest, options, vertices, edges);
        job["held"] = overlaps;
        return job;
    }

    /// <summary>The same job with as few sort buffers as it can be run with; null where it has so many. Since 2.0 Flink plans no stage of a job that fails in the one before: the plan of this one is whole.</summary>
    public static JsonObject? Runnable(JsonObject job)
    {
        if ((string?)job["options"]![SortBuffers] is not ("1" or "0"))
        {
            return null;
        }

        var runnable = job.DeepClone().AsObject();
        runnable["name"] = $"{job["name"]}-runnable";
        runnable["options"]![SortBuffers] = "2";
        return runnable;
    }

    private static JsonObject Described(string name, string mode, int taskManagers, int slots, JsonObject options, List<JsonObject> vertices, List<JsonObject> edges) => new()
    {
        ["name"] = name,
        ["taskmanagers"] = taskManagers,
        ["slotsPerTaskManager"] = slots,
        ["segmentSize"] = 4096,
        ["buffers"] = 20_000, // more than any of these jobs can take
        ["runtimeMode"] = mode,
        ["options"] = options,
        ["vertices"] = new JsonArray([.. vertices]),
        ["edges"] = new JsonArray([.. edges]),
    };

    private List<JsonObject> Vertices(int count, int largest) =>
        [.. Enumerable.Range(0, count).Select(_ => new JsonObject { ["parallelism"] = _random.Next(1, largest + 1), ["connect"] = Chance(0.5) })];

    private List<JsonObject> Edges(List<JsonObject> vertices)
    {
        List<JsonObject> edges = [];
        for (var target = 1; target < vertices.Count; target++)
        {
            for (var inputs = OneOf(0, 1, 1, 1, 2, 3); inputs > 0 || (inputs == 0 && target == vertices.Count - 1 && edges.Count == 0); inputs--)
            {
                edges.Add(Edge(_random.Next(target), target, vertices));
            }
        }

        return edges;
    }

    private JsonObject Edge(int source, int target, List<JsonObject> vertices)
    {
        var partitioner = OneOf(Partitioners);
        var fits = partitioner is not "forward" || Parallelism(vertices[source]) == Parallelism(vertices[target]);
        return new() { ["from"] = source, ["to"] = target, ["partitioner"] = fits ? partitioner : "rescale" };
    }

    private static int[] Depths(List<JsonObject> vertices, List<JsonObject> edges)
    {
        var depths = new int[vertices.Count];
        foreach (var edge in edges.OrderBy(edge => (int)edge["to"]!))
        {
            depths[(int)edge["to"]!] = Math.Max(depths[(int)edge["to"]!], depths[(int)edge["from"]!] + 1);
        }

        return depths;
    }

    private JsonObject GateOptions()
    {
        JsonObject options = [];
        Perhaps("taskmanager.network.memory.read-buffer.required-per-gate.max", "1", "2", "3", "5", "9");
        Perhaps("taskmanager.network.memory.buffers-per-channel", "0", "1", "3", "4");
        Perhaps("taskmanager.network.memory.floating-buffers-per-gate", "1", "3", "12");
        return options;

        void Perhaps(string key, params string[] values)
        {
            if (Chance(0.2))
            {
                options[key] = OneOf(values);
            }
        }
    }

    private static int Parallelism(JsonObject vertex) => (int)vertex["parallelism"]!;

    private static int Divided(int slots, int taskManagers) => (slots + taskManagers - 1) / taskManagers;

    private T OneOf<T>(params T[] values) => values[_random.Next(values.Length)];

    private bool Chance(double probability) => _random.NextDouble() < probability;
}
