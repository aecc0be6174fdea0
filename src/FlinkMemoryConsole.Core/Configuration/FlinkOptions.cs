using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace FlinkMemoryConsole.Core.Configuration;

/// <summary>An option of Flink as its releases know it.</summary>
/// <param name="Type">Flink's type: <c>MemorySize</c>, <c>Float</c>, <c>Integer</c> …</param>
/// <param name="Default">As Flink prints it (<c>256 mb</c>); null where it has none. Of the newest version that knows the option.</param>
/// <param name="Since">The first version that knows it; null where 1.18 does already.</param>
/// <param name="Until">The last version that knows it; null where 2.3 still does. Later versions ignore it without a word, unless it is a deprecated key of another option.</param>
/// <param name="DeprecatedKeys">Older names that are accepted in its place.</param>
public sealed record FlinkOption(string Key, string Type, string? Default, FlinkVersion? Since, FlinkVersion? Until, ImmutableArray<DeprecatedKey> DeprecatedKeys)
{
    /// <summary>The memory component that the option is about; null where it is about none.</summary>
    public Budget.MemoryComponent? Component => FlinkOptions.ComponentOf(Key);

    /// <summary>Whether this version reads the option.</summary>
    public bool IsKnownIn(FlinkVersion version) => (Since is not { } since || version >= since) && (Until is not { } until || version <= until);

    /// <summary>The option's place in Flink's documentation of a version that knows it.</summary>
    public Uri Documentation(FlinkVersion version)
    {
        var documented = Until is { } until && version > until ? until : Since is { } since && version < since ? since : version;
        return new Uri(string.Create(CultureInfo.InvariantCulture, $"https://nightlies.apache.org/flink/flink-docs-release-{documented}/docs/deployment/config/#{Key.Replace('.', '-')}"));
    }
}

/// <summary>An older name of an option.</summary>
/// <param name="Until">The last version that reads it; null where 2.3 still does.</param>
public sealed record DeprecatedKey(string Key, FlinkVersion? Until)
{
    /// <summary>Whether a version that knows the option reads it under this name, too.</summary>
    public bool IsReadIn(FlinkVersion version) => Until is not { } until || version <= until;
}

/// <summary>The catalogue of options about memory, network, state backends, heartbeats and the REST API, as released jars from 1.18 to 2.3 declare them (2.1 was not looked at).</summary>
public static class FlinkOptions
{
    private static readonly FrozenDictionary<string, FlinkOption> ByKey = Read().ToFrozenDictionary(option => option.Key, StringComparer.Ordinal);

    private static readonly ILookup<string, FlinkOption> ByDeprecatedKey = ByKey.Values
        .OrderBy(option => option.Key, StringComparer.Ordinal)
        .SelectMany(option => option.DeprecatedKeys.Select(deprecated => (deprecated.Key, Option: option)))
        .ToLookup(pair => pair.Key, pair => pair.Option, StringComparer.Ordinal);

    private static readonly ImmutableArray<FlinkOption> Maps = [.. ByKey.Values.Where(option => option.Type is "Map")];

    /// <summary>The whole catalogue, by key.</summary>
    public static ImmutableArray<FlinkOption> All { get; } = [.. ByKey.Values.OrderBy(option => option.Key, StringComparer.Ordinal)];

    /// <summary>The option of that very name, or null.</summary>
    public static FlinkOption? Find(string key) => ByKey.GetValueOrDefault(key);

    /// <summary>The option that a key sets under whichever name: its own, a deprecated one, or an entry of a map; null where there is none.</summary>
    public static FlinkOption? FindAny(string key) => Find(key) ?? FindByDeprecatedKey(key) ?? FindMapOf(key);

    /// <summary>The option of type Map that an entry such as <c>taskmanager.memory.managed.consumer-weights.OPERATOR</c> belongs to; null where there is none.</summary>
    public static FlinkOption? FindMapOf(string key) => Maps.FirstOrDefault(map => key.Length > map.Key.Length + 1 && key[map.Key.Length] == '.' && key.StartsWith(map.Key, StringComparison.Ordinal));

    /// <summary>The option that a deprecated key stands for in the versions that accept it; null where the key is no deprecated one.</summary>
    public static FlinkOption? FindByDeprecatedKey(string key) => ByDeprecatedKey[key].FirstOrDefault();

    /// <summary>The options that a version reads under this key, which is an old name of theirs; none where the key is no deprecated one, or not any longer accepted.</summary>
    public static ImmutableArray<FlinkOption> ReadAs(string key, FlinkVersion version) =>
        [.. ByDeprecatedKey[key].Where(option => option.IsKnownIn(version) && option.DeprecatedKeys.Any(deprecated => string.Equals(deprecated.Key, key, StringComparison.Ordinal) && deprecated.IsReadIn(version)))];

    internal static Budget.MemoryComponent? ComponentOf(string key) => key switch
    {
        _ when key.Contains(".memory.process.size", StringComparison.Ordinal) => Budget.MemoryComponent.TotalProcess,
        _ when key.Contains(".memory.flink.size", StringComparison.Ordinal) || key.StartsWith("taskmanager.heap.", StringComparison.Ordinal) => Budget.MemoryComponent.TotalFlink,
        _ when key.StartsWith("taskmanager.memory.framework.heap", StringComparison.Ordinal) => Budget.MemoryComponent.FrameworkHeap,
        _ when key.StartsWith("taskmanager.memory.framework.off-heap", StringComparison.Ordinal) => Budget.MemoryComponent.FrameworkOffHeap,
        _ when key.StartsWith("taskmanager.memory.task.heap", StringComparison.Ordinal) => Budget.MemoryComponent.TaskHeap,
        _ when key.StartsWith("taskmanager.memory.task.off-heap", StringComparison.Ordinal) => Budget.MemoryComponent.TaskOffHeap,
        _ when key.StartsWith("taskmanager.memory.managed", StringComparison.Ordinal) || key is "taskmanager.memory.size" => Budget.MemoryComponent.Managed,
        _ when key.StartsWith("taskmanager.memory.network", StringComparison.Ordinal) || key.StartsWith("taskmanager.network.", StringComparison.Ordinal)
            || key.EndsWith("segment-size", StringComparison.Ordinal) => Budget.MemoryComponent.Network,
        _ when key.Contains(".jvm-metaspace.", StringComparison.Ordinal) => Budget.MemoryComponent.JvmMetaspace,
        _ when key.Contains(".jvm-overhead.", StringComparison.Ordinal) => Budget.MemoryComponent.JvmOverhead,
        _ when key.StartsWith("jobmanager.memory.heap", StringComparison.Ordinal) || key.StartsWith("jobmanager.heap.", StringComparison.Ordinal) => Budget.MemoryComponent.JvmHeap,
        "jobmanager.memory.off-heap.size" or "jobmanager.memory.enable-jvm-direct-memory-limit" => Budget.MemoryComponent.OffHeap,
        _ => null,
    };

    private static IEnumerable<FlinkOption> Read()
    {
        using var resource = typeof(FlinkOptions).Assembly.GetManifestResourceStream("flink-options.tsv")!;
        using StreamReader reader = new(resource);
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split('\t');
            yield return new FlinkOption(fields[0], fields[1], Field(2), FlinkVersion.Parse(Field(3)), FlinkVersion.Parse(Field(4)), Field(5) is { } keys ? [.. keys.Split(',').Select(Deprecated)] : []);

            string? Field(int index) => index < fields.Length && fields[index].Length > 0 ? fields[index] : null;
        }

        // KEY, or KEY@VERSION with the last version that reads it.
        static DeprecatedKey Deprecated(string written) => written.Split('@') is [var key, var until] ? new(key, FlinkVersion.Parse(until)) : new(written, Until: null);
    }
}
