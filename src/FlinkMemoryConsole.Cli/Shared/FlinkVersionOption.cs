using System.CommandLine;
using FlinkMemoryConsole.ConfigurationFiles;
using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Cli.Shared;

/// <summary>The option <c>--flink</c> of every verb that reads a configuration.</summary>
internal static class FlinkVersionOption
{
    public static Option<string?> Create() => new("--flink") { Description = "Flink's version, 1.18 to 2.3. Default: what the configuration says, else 1.20 for flink-conf.yaml and 2.3 for the others." };

    /// <summary>What is wrong with the text that was given; null when it is a known version or nothing was given.</summary>
    public static string? FaultOf(string? text) =>
        text is not null && (FlinkVersion.Parse(text) is not { } asked || asked < FlinkVersion.Oldest || asked > FlinkVersion.Newest)
            ? $"--flink {text}: not a version from {FlinkVersion.Oldest} to {FlinkVersion.Newest}."
            : null;

    /// <summary>The version that is meant for a document: as asked, else as it says itself (the nearest that is known), else the newest that reads its form.</summary>
    public static FlinkVersion For(ConfigurationDocument document, string? text) => FlinkVersion.Parse(text) ?? FlinkReleases.Nearest(document.SaidVersion ?? FlinkVersion.Newest);

    /// <summary>To be said where a document is for a version whose rules are not known; else null.</summary>
    public static string? WarningOf(ConfigurationDocument document, string? text) =>
        text is null && document.Version is { } named && FlinkReleases.Nearest(named) is var nearest && nearest != named
            ? $"{(document.Name is { } name ? $"{name}: " : "")}Flink {named} is not known ({FlinkVersion.Oldest} to {FlinkVersion.Newest} are): answered as Flink {nearest} would."
            : null;
}
