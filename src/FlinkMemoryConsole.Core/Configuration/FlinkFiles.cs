namespace FlinkMemoryConsole.Core.Configuration;

/// <summary>The files that Flink reads its options from: up to 1.18 <c>flink-conf.yaml</c> alone, in 1.19 and 1.20 either, from 2.0 on <c>config.yaml</c> alone.</summary>
public static class FlinkFiles
{
    public const string ConfigYaml = "config.yaml";
    public const string FlinkConf = "flink-conf.yaml";

    /// <summary>The id of <see cref="FindingOn"/>'s findings.</summary>
    public const string UnreadFile = "unread-file";

    /// <summary>The one file that a version reads; null where it reads either.</summary>
    private static string? OnlyOne(FlinkVersion version) => version > FlinkReleases.LastWithFlinkConf ? ConfigYaml : version < FlinkReleases.FirstWithConfigYaml ? FlinkConf : null;

    /// <summary>Whether a version reads the file.</summary>
    public static bool IsRead(string file, FlinkVersion version) => OnlyOne(version) is not { } only || string.Equals(only, file, StringComparison.Ordinal);

    /// <summary>What is wrong with options in a file that a version does not read; null where it reads it.</summary>
    /// <param name="isNamed">Something names the file. Else it is what the text looks like, and a text that is in no file yet may be meant for the one that is read.</param>
    public static ConfigurationFinding? FindingOn(string file, bool isNamed, FlinkVersion version)
    {
        if (OnlyOne(version) is not { } only || (isNamed ? IsRead(file, version) : only is ConfigYaml))
        {
            return null;
        }

        var other = only is ConfigYaml ? FlinkConf : ConfigYaml;
        const string AsFlinkConf = "each option on a line of its own, with its whole key and without quotes.";
        return isNamed
            ? new(UnreadFile, AdviceSeverity.Error, [], $"Flink {version} reads {only} and no {other}: these options never reach it, and without a {only} it does not start at all.", only is ConfigYaml ? "bin/migrate-config-file.sh writes them into a config.yaml." : $"Write them into {FlinkConf}: {AsFlinkConf}")
            : new(UnreadFile, AdviceSeverity.Warning, [], $"Flink {version} reads {only} and no {other}.", $"These options count where they stand in {only}: {AsFlinkConf}");
    }
}
