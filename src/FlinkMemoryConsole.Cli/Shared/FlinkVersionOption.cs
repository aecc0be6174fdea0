using System.CommandLine;
using FlinkMemoryConsole.ConfigurationFiles;
using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Cli.Shared;

/// <summary>The option <c>--flink</c> of every verb that reads a configuration.</summary>
internal static class FlinkVersionOption
{
    /// <summary>The versions whose rules are known, for a message.</summary>
    public static string AllKnown { get; } = $"{string.Join(", ", FlinkReleases.All.SkipLast(1))} and {FlinkReleases.All[^1]}";

    public static Option<string?> Create() => new("--flink") { Description = "Flink's version: 1.18, 1.19, 1.20 or 2.0 to 2.3. Default: what the configuration says, else 1.20 for flink-conf.yaml and 2.3 for the others." };

    /// <summary>The version of a text; null where it is none, or one whose rules are not known.</summary>
    public static FlinkVersion? Known(string? text) => FlinkVersion.Parse(text) is { } version && FlinkReleases.All.Contains(version) ? version : null;

    /// <summary>What is wrong with the text that was given; null when it is a known version or nothing was given.</summary>
    public static string? FaultOf(string? text) => text is not null && Known(text) is null ? $"--flink {text}: not known; {AllKnown} are." : null;

    /// <summary>The version that is meant for a document: as asked, else as it says itself (the nearest that is known), else the newest that reads its form.</summary>
    public static FlinkVersion For(ConfigurationDocument document, string? text) => FlinkVersion.Parse(text) ?? FlinkReleases.Nearest(document.SaidVersion ?? FlinkVersion.Newest);

    /// <summary>To be said where a document is for a version whose rules are not known; else null.</summary>
    public static string? WarningOf(ConfigurationDocument document, string? text) =>
        text is null && document.Version is { } named && FlinkReleases.Nearest(named) is var nearest && nearest != named
            ? $"{(document.Name is { } name ? $"{name}: " : "")}Flink {named} is not known ({AllKnown} are): answered as Flink {nearest} would."
            : null;
}
