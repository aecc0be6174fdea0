using System.Collections.Immutable;
using System.Globalization;
using FlinkMemoryConsole.ConfigurationFiles;
using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Web.Components.Budget;

/// <summary>What a pasted text turned out to be.</summary>
/// <param name="Form">For a person: <c>config.yaml</c>.</param>
/// <param name="Documents">Several where an operator YAML holds several deployments.</param>
/// <param name="Chosen">The one that is looked at; null where nothing can be read.</param>
/// <param name="Error">Why nothing can be read, with line and key as far as there are.</param>
/// <param name="Warnings">What was skipped, or reads differently from what one may think.</param>
public sealed record PastedConfiguration(string Form, ImmutableArray<ConfigurationDocument> Documents, ConfigurationDocument? Chosen, string? Error, ImmutableArray<string> Warnings)
{
    /// <summary>Nothing was pasted.</summary>
    public static PastedConfiguration Empty { get; } = new("", [], null, null, []);

    /// <summary>It cannot be read as what it looks like, but a <c>flink-conf.yaml</c> forgives more: lines without a colon, keys that come twice.</summary>
    public bool MayBeFlinkConf { get; private init; }

    /// <summary>Flink's version as far as the text or its form says.</summary>
    public FlinkVersion? Version => Chosen?.SaidVersion;

    /// <summary>Reads it as the address says.</summary>
    public static PastedConfiguration Read(string text, BudgetAddress address)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(address);
        if (string.IsNullOrWhiteSpace(text))
        {
            return Empty;
        }

        return ConfigurationReader.Read(text, address.IsFlinkConf ? FlinkFiles.FlinkConf : null, address.Version) switch
        {
            ConfigurationReading.Unreadable unreadable => Refused(unreadable.Error.ToString()) with { MayBeFlinkConf = !address.IsFlinkConf },
            ConfigurationReading.Read { Documents: [] } => Refused("no configuration stands in it."),
            ConfigurationReading.Read read => new(
                NameOf(read.Form),
                read.Documents,
                read.Documents[Math.Clamp(address.Document, 0, read.Documents.Length - 1)],
                null,
                [.. read.Warnings.Select(warning => warning.ToString())]),
            _ => Empty,
        };
    }

    /// <summary>A text that is not even taken from the browser.</summary>
    public static PastedConfiguration TooLarge(long bytes) => Refused(string.Create(
        CultureInfo.InvariantCulture, $"{bytes:#,0} bytes are more than a Flink configuration has: up to {ConfigurationReader.LargestText >> 20} MiB is read. It was not sent to the console."));

    private static PastedConfiguration Refused(string error) => new("", [], null, error, []);

    private static string NameOf(ConfigurationForm form) => form switch
    {
        ConfigurationForm.ConfigYaml => FlinkFiles.ConfigYaml,
        ConfigurationForm.FlinkConf => FlinkFiles.FlinkConf,
        ConfigurationForm.DynamicProperties => "-D flags",
        _ => "Kubernetes YAML",
    };
}
