namespace FlinkMemoryConsole.Tests.NetworkStart;

/// <summary>Draws options of a TaskManager's network, good values and odd ones.</summary>
internal sealed class DrawnNetworkOptions(int seed)
{
    private static readonly string[] Integers = ["x", "-5", "-1", "0", "1", "3", "300", "+2", "", " 3", "1.0", "٣", "2147483647", "2147483648", "-2147483649", "-"];

    /// <summary>No large ones: Flink really starts as many threads.</summary>
    private static readonly string[] Few = ["x", "-5", "-2", "-1", "0", "1", "3", "+2", "", " 3", "2147483648"];
    private static readonly string[] Flags = ["true", "false", "TRUE", "False", "yes", "1", "", " true"];
    private static readonly string[] Off = ["false", "FALSE", "yes", "0", ""];
    private static readonly string[] Sizes = ["x", "-1", "0", "1", "256", "300", "1k", "1024", "4096", "4095", "5k", "32k", "32 KB", "33k", "64k", "1m", "1g", "2g", "3g", "1.5k", "9999999999999999999"];
    private static readonly string[] Durations =
    [
        "x", "-1", "0", "1", "10 s", "5 min", "2 h", "1 d", "1 days", "100 MS", "10S", " 7 s ", "1.5 s", "3 weeks", "", " ", "999 µs", "1000 µs", "400 us", "1 ns", "1000000 ns", "30000",
        "9223372036854775807", "9223372036854775807 s", "9223372036854775808", "9223372036854775808000 ns", "99999999999999999 d", "0000000000000000000000000000000000000000000000005",
        "PT10S", "pt1.5s", "PT0.0005S", "-PT1S", "-PT-1S", "P1DT1H", "P-1DT25H", "P", "PT", "P1DT", "P1Y", "PT99999999999999999999S",
    ];

    private static readonly string[] Ports = ["0", " 0 ", "0-10", "0,50101", "x", "-1", "", ",", "0,", ",0", "65536", "65535-65536", "70000-x", "70000-1", "50210-50200", "5-5", "a-b", "50100-", "-5-6", "0,x", "0;1", " 0 , 70000"];

    private static readonly (string Key, string[] Values)[] Options =
    [
        ("taskmanager.data.bind-port", Ports),
        ("taskmanager.data.port", ["0", "x", "-1", "+0", "", " 0", "65536", "0-10"]),
        ("taskmanager.data.ssl.enabled", Flags),
        ("security.ssl.enabled", Off),
        ("security.ssl.internal.enabled", Off),
        ("taskmanager.numberOfTaskSlots", Few),
        ("taskmanager.cpu.cores", ["1", "2.5"]),
        ("taskmanager.network.netty.server.numThreads", Few),
        ("taskmanager.net.server.numThreads", Few),
        ("taskmanager.network.netty.client.numThreads", Few),
        ("taskmanager.net.client.numThreads", Few),
        ("taskmanager.network.netty.server.backlog", Integers),
        ("taskmanager.network.netty.client.connectTimeoutSec", Integers),
        ("taskmanager.net.client.connectTimeoutSec", Integers),
        ("taskmanager.network.netty.sendReceiveBufferSize", Integers),
        ("taskmanager.network.netty.num-arenas", Few),
        ("taskmanager.network.netty.transport", ["nio", "auto", "x"]),
        ("taskmanager.network.netty.client.tcp.keepIdleSec", Integers),
        ("taskmanager.network.netty.client.tcp.keepIntervalSec", Integers),
        ("taskmanager.network.netty.client.tcp.keepCount", Integers),
        ("taskmanager.network.retries", Integers),
        ("taskmanager.network.request-backoff.initial", Integers),
        ("taskmanager.net.request-backoff.initial", Integers),
        ("taskmanager.network.request-backoff.max", Integers),
        ("taskmanager.network.partition-request-timeout", Durations),
        ("taskmanager.network.max-num-tcp-connections", Integers),
        ("taskmanager.network.tcp-connection.enable-reuse-across-jobs", Flags),
        ("taskmanager.network.detailed-metrics", Flags),
        ("taskmanager.network.memory.buffers-per-channel", Integers),
        ("taskmanager.network.memory.floating-buffers-per-gate", Integers),
        ("taskmanager.network.memory.max-buffers-per-channel", Integers),
        ("taskmanager.network.memory.max-overdraft-buffers-per-gate", Integers),
        ("taskmanager.network.memory.read-buffer.required-per-gate.max", Integers),
        ("taskmanager.network.memory.buffers-request-timeout", Durations),
        ("taskmanager.network.memory.exclusive-buffers-request-timeout-ms", Durations),
        ("taskmanager.network.sort-shuffle.min-buffers", Integers),
        ("taskmanager.network.sort-shuffle.min-parallelism", Integers),
        ("taskmanager.memory.framework.off-heap.batch-shuffle.size", Sizes),
        ("taskmanager.memory.segment-size", Sizes),
        ("taskmanager.memory.min-segment-size", Sizes),
        ("taskmanager.memory.starting-segment-size", Sizes),
        ("taskmanager.network.memory.buffer-debloat.enabled", Flags),
        ("taskmanager.network.memory.buffer-debloat.target", Durations),
        ("taskmanager.network.memory.buffer-debloat.period", Durations),
        ("taskmanager.network.memory.buffer-debloat.threshold-percentages", Integers),
        ("taskmanager.network.memory.buffer-debloat.samples", Integers),
        ("taskmanager.network.compression.codec", ["LZ4", "lzo", "zStd", "NONE", "none", "snappy", " LZ4", ""]),
        ("taskmanager.network.batch-shuffle.compression.enabled", Flags),
        ("taskmanager.network.blocking-shuffle.compression.enabled", Flags),
        ("taskmanager.network.blocking-shuffle.type", ["file", "x"]),
        ("taskmanager.network.hybrid-shuffle.spill-index-region-group-size", Integers),
        ("taskmanager.network.hybrid-shuffle.spill-index-segment-size", Integers),
        ("taskmanager.network.hybrid-shuffle.num-retained-in-memory-regions-max", Integers),
        ("taskmanager.network.hybrid-shuffle.enable-new-mode", Flags),
        ("execution.batch-shuffle-mode", ["ALL_EXCHANGES_PIPELINED", "all_exchanges_blocking", "ALL_EXCHANGES_HYBRID_FULL", "ALL_EXCHANGES_HYBRID_SELECTIVE", "BLOCKING", " ALL_EXCHANGES_BLOCKING", ""]),
        ("taskmanager.network.adaptive-partitioner.enabled", Flags),
        ("taskmanager.network.adaptive-partitioner.max-traverse-size", Integers),
    ];

    private readonly Random _random = new(seed);

    /// <summary>Each option alone with some of its values, then several options together, neighbours more often than others.</summary>
    public IEnumerable<Dictionary<string, string>> Next(int valuesOfEach, int combinations)
    {
        foreach (var (key, values) in Options)
        {
            foreach (var value in _random.GetItems(values, valuesOfEach))
            {
                yield return With([(key, value)]);
            }
        }

        for (var drawn = 0; drawn < combinations; drawn++)
        {
            var from = _random.Next(3) == 0 ? 0 : _random.Next(Options.Length - 8);
            var among = from == 0 ? Options : Options[from..(from + 8)];
            yield return With(_random.GetItems(among, _random.Next(2, 6)).Select(option => (option.Key, option.Values[_random.Next(option.Values.Length)])));
        }
    }

    /// <summary>Few buffers: Flink really allocates them.</summary>
    private static Dictionary<string, string> With(IEnumerable<(string Key, string Value)> options)
    {
        Dictionary<string, string> all = new(StringComparer.Ordinal) { ["taskmanager.memory.process.size"] = "2g", ["taskmanager.memory.network.min"] = "1m", ["taskmanager.memory.network.max"] = "1m" };
        foreach (var (key, value) in options)
        {
            all[key] = value;
        }

        return all;
    }
}
