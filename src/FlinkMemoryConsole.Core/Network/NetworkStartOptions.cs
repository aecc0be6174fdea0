using FlinkMemoryConsole.Core.Budget;

namespace FlinkMemoryConsole.Core.Network;

/// <summary>The options that a TaskManager reads when it starts its network.</summary>
internal static class NetworkStartOptions
{
    public static readonly MemoryOption DataBindPort = new("taskmanager.data.bind-port");
    public static readonly MemoryOption DataPort = new("taskmanager.data.port", "0");
    public static readonly MemoryOption MinSegment = new("taskmanager.memory.min-segment-size", "256");
    public static readonly MemoryOption StartingSegment = new("taskmanager.memory.starting-segment-size", "1k");

    public static readonly MemoryOption DataSsl = new("taskmanager.data.ssl.enabled", "true");
    public static readonly MemoryOption Ssl = new("security.ssl.enabled", "false");
    public static readonly MemoryOption InternalSsl = new("security.ssl.internal.enabled", "false");

    public static readonly MemoryOption ServerThreads = Netty("server.numThreads", "-1");
    public static readonly MemoryOption ClientThreads = Netty("client.numThreads", "-1");
    public static readonly MemoryOption Backlog = Netty("server.backlog", "0");
    public static readonly MemoryOption ConnectTimeout = Netty("client.connectTimeoutSec", "120");
    public static readonly MemoryOption SocketBuffer = Netty("sendReceiveBufferSize", "0");
    public static readonly MemoryOption Arenas = Netty("num-arenas", "-1");
    public static readonly MemoryOption KeepIdle = new("taskmanager.network.netty.client.tcp.keepIdleSec");
    public static readonly MemoryOption KeepInterval = new("taskmanager.network.netty.client.tcp.keepIntervalSec");
    public static readonly MemoryOption KeepCount = new("taskmanager.network.netty.client.tcp.keepCount");

    public static readonly MemoryOption InitialBackoff = new("taskmanager.network.request-backoff.initial", "100", "taskmanager.net.request-backoff.initial");
    public static readonly MemoryOption MostBackoff = new("taskmanager.network.request-backoff.max", "10000", "taskmanager.net.request-backoff.max");
    public static readonly MemoryOption PartitionTimeout = new("taskmanager.network.partition-request-timeout", "10 s");
    public static readonly MemoryOption Retries = new("taskmanager.network.retries", "0");
    public static readonly MemoryOption TcpConnections = new("taskmanager.network.max-num-tcp-connections", "1");
    public static readonly MemoryOption ReuseConnections = new("taskmanager.network.tcp-connection.enable-reuse-across-jobs", "true");
    public static readonly MemoryOption DetailedMetrics = new("taskmanager.network.detailed-metrics", "false");

    public static readonly MemoryOption PerChannel = new("taskmanager.network.memory.buffers-per-channel", "2");
    public static readonly MemoryOption Floating = new("taskmanager.network.memory.floating-buffers-per-gate", "8");
    public static readonly MemoryOption MostPerChannel = new("taskmanager.network.memory.max-buffers-per-channel", "10");
    public static readonly MemoryOption Overdraft = new("taskmanager.network.memory.max-overdraft-buffers-per-gate", "5");
    public static readonly MemoryOption GateLimit = new("taskmanager.network.memory.read-buffer.required-per-gate.max");

    /// <summary>Since 1.20 a duration.</summary>
    public static readonly MemoryOption BufferTimeout = new("taskmanager.network.memory.buffers-request-timeout", "30 s", "taskmanager.network.memory.exclusive-buffers-request-timeout-ms");

    /// <summary>Before 1.20, milliseconds.</summary>
    public static readonly MemoryOption BufferTimeoutMilliseconds = new("taskmanager.network.memory.exclusive-buffers-request-timeout-ms", "30000");

    public static readonly MemoryOption Debloat = new("taskmanager.network.memory.buffer-debloat.enabled", "false");
    public static readonly MemoryOption DebloatTarget = new("taskmanager.network.memory.buffer-debloat.target", "1 s");
    public static readonly MemoryOption DebloatThreshold = new("taskmanager.network.memory.buffer-debloat.threshold-percentages", "25");
    public static readonly MemoryOption DebloatSamples = new("taskmanager.network.memory.buffer-debloat.samples", "20");

    public static readonly MemoryOption SortBuffers = new("taskmanager.network.sort-shuffle.min-buffers", "512");
    public static readonly MemoryOption SortParallelism = new("taskmanager.network.sort-shuffle.min-parallelism", "1");
    public static readonly MemoryOption Codec = new("taskmanager.network.compression.codec", "LZ4");
    public static readonly MemoryOption BatchCompression = new("taskmanager.network.batch-shuffle.compression.enabled", "true", "taskmanager.network.blocking-shuffle.compression.enabled");
    public static readonly MemoryOption ShuffleMode = new("execution.batch-shuffle-mode", "ALL_EXCHANGES_BLOCKING");
    public static readonly MemoryOption NewHybrid = new("taskmanager.network.hybrid-shuffle.enable-new-mode", "true");
    public static readonly MemoryOption HybridIndex = new("taskmanager.network.hybrid-shuffle.spill-index-region-group-size", "1024", "taskmanager.network.hybrid-shuffle.spill-index-segment-size");
    public static readonly MemoryOption HybridRegions = new("taskmanager.network.hybrid-shuffle.num-retained-in-memory-regions-max", "1048576");

    private static MemoryOption Netty(string name, string otherwise) => new($"taskmanager.network.netty.{name}", otherwise, $"taskmanager.net.{name}");
}
