using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;
using Microsoft.AspNetCore.Components;

namespace FlinkMemoryConsole.Web.Components.Budget;

/// <summary>The catalogue of the options about one process's memory, with what this configuration says of each. Drawn only when it is opened: it is long.</summary>
public sealed partial class OptionCatalogue : ComponentBase
{
    private bool _isOpen;

    [Parameter, EditorRequired]
    public required FlinkConfiguration Configuration { get; set; }

    /// <summary>Options that it does not know are shown where the configuration sets them, as ignored or as old names.</summary>
    [Parameter, EditorRequired]
    public required FlinkVersion Version { get; set; }

    /// <summary>The JobManager's options; else the TaskManagers'.</summary>
    [Parameter, EditorRequired]
    public required bool IsJobManager { get; set; }

    private IEnumerable<FlinkOption> Options => FlinkOptions.All
        .Where(option => option.Component is not null && option.Key.StartsWith(IsJobManager ? "jobmanager." : "taskmanager.", StringComparison.Ordinal))
        .Where(option => option.IsKnownIn(Version) || Configuration[option.Key] is not null)
        .OrderBy(option => option.Component).ThenBy(option => option.Key, StringComparer.Ordinal);

    /// <summary>Under its own name, or else under an older one.</summary>
    private string? ValueOf(FlinkOption option) =>
        Configuration[option.Key]
        ?? option.DeprecatedKeys.Where(deprecated => deprecated.IsReadIn(Version) && Configuration[deprecated.Key] is not null).Select(deprecated => $"{Configuration[deprecated.Key]} ({deprecated.Key})").FirstOrDefault();

    /// <summary>Flink prints the largest size that there is for none.</summary>
    private static string Default(FlinkOption option) => option.Default switch
    {
        null => "–",
        "9223372036854775807b" => "no limit",
        var value => value,
    };

    private static string Releases(FlinkOption option) => (option.Since, option.Until) switch
    {
        (null, null) => "from 1.18",
        ({ } since, null) => $"from {since}",
        (null, { } until) => $"to {until}",
        ({ } since, { } until) => $"{since} to {until}",
    };
}
