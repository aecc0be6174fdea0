using System.Globalization;
using System.Net;
using System.Text;
using FlinkMemoryConsole.Core.Metrics;
using FlinkMemoryConsole.Monitoring.Polling;

namespace FlinkMemoryConsole.Benchmarks.Figures;

/// <summary>Answers as a cluster of many TaskManagers without a job would; values move with time, so that nothing is saved by sameness.</summary>
internal sealed class SimulatedFleet(int taskManagers, int series, TimeProvider clock) : HttpMessageHandler
{
    private static readonly string[] Collectors = ["G1_Young_Generation", "G1_Old_Generation", "G1_Concurrent_GC"];

    /// <summary>The metrics that are asked for, filled up with further collectors until there are as many as wanted.</summary>
    private readonly string[] _names =
    [
        .. PolledMetrics.TaskManager.Concat(Collectors.Concat(Enumerable.Range(1, 30).Select(number => $"Collector_{number}"))
            .SelectMany(name => new[] { $"{FlinkMetricNames.GarbageCollectorPrefix}{name}.Count", $"{FlinkMetricNames.GarbageCollectorPrefix}{name}.Time" }))
            .Take(series),
    ];

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(Answer(request.RequestUri!) is { } json
            ? new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request, Content = new StringContent(json, Encoding.UTF8, "application/json") }
            : new HttpResponseMessage(HttpStatusCode.NotFound) { RequestMessage = request, Content = new StringContent("""{"errors":["not here"]}""", Encoding.UTF8, "application/json") });

    private string? Answer(Uri address) => address.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
    {
        ["config"] => """{"refresh-interval":3000,"timezone-name":"UTC","timezone-offset":0,"flink-version":"2.3.0","flink-revision":"x","features":{"web-submit":false,"web-cancel":false,"web-rescale":false,"web-history":false}}""",
        ["overview"] => string.Create(CultureInfo.InvariantCulture, $$"""{"taskmanagers":{{taskManagers}},"slots-total":{{taskManagers}},"slots-available":{{taskManagers}},"jobs-running":0,"jobs-finished":0,"jobs-cancelled":0,"jobs-failed":0,"flink-version":"2.3.0","flink-commit":"x"}"""),
        ["jobmanager", "config"] => "[]",
        ["jobmanager", "metrics"] or ["taskmanagers", _, "metrics"] => Metrics(address.Query),
        ["jobs", "overview"] => """{"jobs":[]}""",
        ["taskmanagers"] => $$"""{"taskmanagers":[{{string.Join(',', Enumerable.Range(0, taskManagers).Select(TaskManager))}}]}""",
        _ => null,
    };

    private string Metrics(string query) =>
        query.Contains("get=", StringComparison.Ordinal)
            ? $"[{string.Join(',', Uri.UnescapeDataString(query[(query.IndexOf("get=", StringComparison.Ordinal) + 4)..]).Split(',').Select(Metric))}]"
            : $"[{string.Join(',', _names.Select(name => $$"""{"id":"{{name}}"}"""))}]";

    private string Metric(string name) =>
        string.Create(CultureInfo.InvariantCulture, $$"""{"id":"{{name}}","value":"{{100_000_000 + ((clock.GetUtcNow().ToUnixTimeSeconds() + name.Length) * 7919 % 50_000_000)}}"}""");

    private string TaskManager(int number) => string.Create(CultureInfo.InvariantCulture, $$"""
        {"id":"taskmanager-{{number}}","path":"pekko.tcp://flink@10.0.0.1:{{number}}/user/rpc/taskmanager_0","dataPort":{{number}},"jmxPort":-1,"timeSinceLastHeartbeat":{{clock.GetUtcNow().ToUnixTimeMilliseconds()}},
        "slotsNumber":1,"freeSlots":1,"totalResource":{"cpuCores":1.0,"taskHeapMemory":512,"taskOffHeapMemory":0,"managedMemory":512,"networkMemory":128,"extendedResources":{} },
        "freeResource":{"cpuCores":1.0,"taskHeapMemory":512,"taskOffHeapMemory":0,"managedMemory":512,"networkMemory":128,"extendedResources":{} },
        "hardware":{"cpuCores":4,"physicalMemory":16000000000,"freeMemory":536870912,"managedMemory":536870912},
        "memoryConfiguration":{"frameworkHeap":134217728,"taskHeap":402653174,"frameworkOffHeap":134217728,"taskOffHeap":0,"networkMemory":134217730,"managedMemory":536870920,"jvmMetaspace":268435456,"jvmOverhead":201326592,"totalFlinkMemory":1342177280,"totalProcessMemory":1811939328},"blocked":false}
        """);
}
