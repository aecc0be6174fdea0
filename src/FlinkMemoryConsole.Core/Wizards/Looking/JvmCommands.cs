using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Evidence;

namespace FlinkMemoryConsole.Core.Wizards.Looking;

/// <summary>Exact commands and options to look into a TaskManager's Java heap. Facts of HotSpot: the JDK's own documentation of <c>jcmd</c>, 17 and later.</summary>
public static class JvmCommands
{
    /// <summary>Option whose value is added to the command line of TaskManagers only; the same key in every Flink from 1.18 on. It does not replace <c>env.java.opts.all</c>.</summary>
    public const string TaskManagerOptionsKey = "env.java.opts.taskmanager";

    private const double SecondsPerGibibyte = 4;

    /// <summary>Class histogram, heap dump, heap information, and the options that leave a dump behind at the next failure.</summary>
    /// <param name="heapBytes">Heap in use, for the price of a dump; null while unknown.</param>
    public static ImmutableArray<WizardCommand> ForHeap(TaskManagerEvidence taskManager, FlinkConfiguration configuration, FlinkVersion? version, double? heapBytes)
    {
        ArgumentNullException.ThrowIfNull(taskManager);
        ArgumentNullException.ThrowIfNull(configuration);
        var places = ProcessPlace.Of(taskManager.Id, configuration);
        return
        [
            new("Class histogram", Everywhere(places, "GC.class_histogram"),
                "Counts live objects by class, biggest first; it does a full collection, which stops the TaskManager for as long. Classes of your job among the first ten: it leaks there. "
                + "CopyOnWriteStateMap or HeapListState: it is Flink state. Only byte[] and char[]: buffers or records in flight. Take two, a minute apart: what grew is it. "
                + "Flink's official images carry a JRE without jcmd: use a debug container with a JDK, or the options below."),
            new("Heap dump", Everywhere(places, $"GC.heap_dump -gz=1 /tmp/{Safe(taskManager.Id)}.hprof.gz"),
                $"Stops the TaskManager while it writes{Price(heapBytes)}; a pause beyond heartbeat.timeout ({configuration["heartbeat.timeout"] ?? "50 s"}) makes Flink give it up. "
                + "The file holds the data of your records: keep it where such data may be. -gz needs JDK 15 or later."),
            new("A heap dump at the next OutOfMemoryError", HeapDumpOption(configuration),
                $"In the configuration of the cluster{(version is { } known ? $" (Flink {known})" : "")}, effective after the TaskManagers restart. /dumps must be a volume that outlives the container, with room for the whole heap. "
                + "-XX:+ExitOnOutOfMemoryError ends the process at once instead of leaving it hanging without a heartbeat."),
        ];
    }

    private static string HeapDumpOption(FlinkConfiguration configuration)
    {
        const string Dump = "-XX:+HeapDumpOnOutOfMemoryError -XX:HeapDumpPath=/dumps -XX:+ExitOnOutOfMemoryError";
        var before = configuration[TaskManagerOptionsKey]?.Trim();

        // Flink's start script chooses G1 itself only as long as no JVM options are set at all.
        var collector = string.IsNullOrEmpty(before) && string.IsNullOrWhiteSpace(configuration["env.java.opts.all"] ?? configuration["env.java.opts"]) ? "-XX:+UseG1GC " : "";
        return $"{TaskManagerOptionsKey}: {(string.IsNullOrEmpty(before) ? "" : $"{before} ")}{collector}{Dump}";
    }

    private static string Everywhere(IReadOnlyList<ProcessPlace> places, string command) =>
        string.Join('\n', places.Select(place => $"{(places.Count == 1 ? "" : $"# {place.Where}\n")}{place.Prefix}jcmd {place.MainClass} {command}"));

    private static string Price(double? heapBytes) =>
        heapBytes is { } bytes ? $", about {Wording.Span(TimeSpan.FromSeconds(Math.Max(1, bytes / (1L << 30) * SecondsPerGibibyte)))} for {Wording.Size(bytes)}" : "";

    private static string Safe(string id) => string.Concat(id.Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '.' ? letter : '-'));
}
