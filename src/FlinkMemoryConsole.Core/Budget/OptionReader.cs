using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Core.Budget;

/// <summary>Reads options as Flink's <c>Configuration</c> does: present key, then deprecated key, then default; failures in Flink's words.</summary>
/// <param name="configuration">As the process is started with it.</param>
/// <param name="mapped">An option that Flink's scripts set from a legacy key: messages name the option, we blame the key that somebody wrote.</param>
internal sealed class OptionReader(FlinkConfiguration configuration, MappedOption? mapped = null)
{
    /// <summary>What Flink would only log.</summary>
    public List<string> Remarks { get; } = [];

    /// <summary>Set under its present or its deprecated key; a default is not set.</summary>
    public bool Contains(MemoryOption option) => TextOf(option) is not null;

    /// <summary>The key under which an option is set, or its present name where it is not.</summary>
    public string KeyOf(MemoryOption option) => mapped is { } legacy && legacy.Target == option ? legacy.Written
        : configuration[option.Key] is null && option.Alias is { } alias && configuration[alias] is not null ? alias
        : option.Key;

    /// <summary>The text as it is set; null where it is not.</summary>
    public string? TextOf(MemoryOption option) => configuration[option.Key] ?? (option.Alias is { } alias ? configuration[alias] : null);

    /// <summary>A size that is set or has a default.</summary>
    public long Size(MemoryOption option) => TrySize(option, out var bytes, out var failure)
        ? bytes
        : throw new FlinkRefusalException(
            FlinkRefusalException.IllegalConfiguration,
            $"Cannot read memory size from config option '{option.Key}'.",
            [KeyOf(option)],
            $"{CouldNotParse(TextOf(option)!, option)} {failure}");

    /// <summary>A size that is set or has a default, where it can be read.</summary>
    /// <param name="failure">Flink's message, where it cannot.</param>
    public bool TrySize(MemoryOption option, out long bytes, out string failure)
    {
        (bytes, failure) = (option.DefaultBytes, "");
        return TextOf(option) is not { } text || MemorySizeText.TryParse(text, out bytes, out failure);
    }

    /// <summary>A fraction, a float widened to a double.</summary>
    public double Fraction(MemoryOption option) =>
        TextOf(option) is not { } text ? option.DefaultFraction : JavaText.ParseFloat(text) ?? throw Unparsable(text, option);

    public int Integer(MemoryOption option, int otherwise = 0) =>
        TextOf(option) is not { } text ? otherwise : JavaText.ParseInt(text) ?? throw Unparsable(text, option);

    public double Double(MemoryOption option) =>
        TextOf(option) is not { } text ? 0 : JavaText.ParseDouble(text) ?? throw Unparsable(text, option);

    /// <summary><c>true</c> or <c>false</c> in any case.</summary>
    public bool Boolean(MemoryOption option) => TextOf(option) switch
    {
        null => false,
        var text when text.Equals("true", StringComparison.OrdinalIgnoreCase) => true,
        var text when text.Equals("false", StringComparison.OrdinalIgnoreCase) => false,
        var text => throw Unparsable(text, option, $"Unrecognized option for boolean: {text}. Expected either true or false(case insensitive)"),
    };

    /// <summary>A refusal of Flink's own checks. To blame are those of the options that are set; all of them where none is.</summary>
    public FlinkRefusalException Refuse(string message, params ReadOnlySpan<MemoryOption> options)
    {
        var all = options.ToArray();
        ImmutableArray<string> set = [.. all.Where(Contains).Select(KeyOf)];
        return new FlinkRefusalException(FlinkRefusalException.IllegalConfiguration, message, set.IsEmpty ? [.. all.Select(option => option.Key)] : set);
    }

    /// <summary>A value that Flink cannot convert: not an <c>IllegalConfigurationException</c>, so no prefix and no help.</summary>
    public FlinkRefusalException Unparsable(string text, MemoryOption option, string? cause = null) =>
        new("IllegalArgumentException", CouldNotParse(text, option), [KeyOf(option)], cause ?? $"For input string: \"{text}\"");

    private static string CouldNotParse(string text, MemoryOption option) => $"Could not parse value '{text}' for key '{option.Key}'.";
}
