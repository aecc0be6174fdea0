namespace FlinkMemoryConsole.Core.Configuration;

/// <summary>The minor releases of Flink whose rules the console knows.</summary>
public static class FlinkReleases
{
    /// <summary>Oldest first.</summary>
    public static IReadOnlyList<FlinkVersion> All { get; } = [new(1, 18), new(1, 19), new(1, 20), new(2, 0), new(2, 1), new(2, 2), new(2, 3)];

    /// <summary>The first release that reads <c>config.yaml</c>.</summary>
    public static FlinkVersion FirstWithConfigYaml { get; } = new(1, 19);

    /// <summary>The last release that reads <c>flink-conf.yaml</c>.</summary>
    public static FlinkVersion LastWithFlinkConf { get; } = new(1, 20);

    /// <summary>The release itself where it is known, else the nearest that is older, else the oldest.</summary>
    public static FlinkVersion Nearest(FlinkVersion version) => All.LastOrDefault(known => known <= version, All[0]);
}
