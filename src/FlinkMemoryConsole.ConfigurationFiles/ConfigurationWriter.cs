using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.ConfigurationFiles;

/// <summary>Writes options in each form, ready to paste. What is written here reads back as the same options; what a form cannot hold is named in a comment instead.</summary>
public static partial class ConfigurationWriter
{
    private const int LongestUnmarkedKey = 1000;
    private const string TaskManagerProcess = "taskmanager.memory.process.size";
    private const string JobManagerProcess = "jobmanager.memory.process.size";

    /// <summary>The options in this form.</summary>
    /// <param name="version">Goes into <c>spec.flinkVersion</c> of operator YAML.</param>
    public static string Write(ConfigurationForm form, FlinkConfiguration configuration, FlinkVersion? version = null) => form switch
    {
        ConfigurationForm.ConfigYaml => Lines(configuration, "", Scalar),
        ConfigurationForm.FlinkConf => string.Concat(configuration.Options.Select(FlinkConfLine)),
        ConfigurationForm.DynamicProperties => Flags(configuration),
        ConfigurationForm.OperatorYaml => Deployment(configuration, version),
        _ => throw new ArgumentOutOfRangeException(nameof(form), form, "No such form."),
    };

    private static string Lines(FlinkConfiguration configuration, string indent, Func<string, string> write) =>
        string.Concat(configuration.Options.Select(option => $"{indent}{Key(option.Key, indent)}: {write(option.Value)}\n"));

    /// <summary>Quoted where YAML would take it for anything but a text. A long one is marked as a key: unmarked ones end after 1,024 characters.</summary>
    private static string Key(string key, string indent)
    {
        var text = PlainKeyInYaml().IsMatch(key) ? key : Quoted(key);
        return text.Length <= LongestUnmarkedKey ? text : $"? {text}\n{indent}";
    }

    /// <summary>A flag's key ends at its first equals sign.</summary>
    private static string Flags(FlinkConfiguration configuration)
    {
        var held = configuration.Options.Where(option => option.Key.Length > 0 && !option.Key.Contains('=', StringComparison.Ordinal)).ToList();
        var comments = configuration.Options.Except(held).Select(option => $"# {OneLine(option.Key)}: no -D flag can hold this key.\n");
        var flags = held.Select(option => $"-D{Shell($"{option.Key}={option.Value}")}");
        return string.Concat(comments) + (held.Count == 0 ? "" : string.Join(" \\\n", flags) + "\n");
    }

    /// <summary>Flink's own parser knows no quotes: a key or a value with <c>#</c> in it, or with a blank at its ends, cannot be written for it.</summary>
    private static string FlinkConfLine(KeyValuePair<string, string> option)
    {
        var what = IsHeld(option.Key, option.Value) ? null : IsHeld(option.Key, "v") ? "value" : "key";
        return what is null ? $"{option.Key}: {option.Value}\n" : $"# {OneLine(option.Key)}: flink-conf.yaml cannot hold this {what}. Set it with -D.\n";
    }

    private static bool IsHeld(string key, string value) =>
        ConfigurationReader.Read($"{key}: {value}\n", FlinkFiles.FlinkConf) is ConfigurationReading.Read { Form: ConfigurationForm.FlinkConf, Documents: [var read] }
        && read.Configuration.Options.SequenceEqual([new(key, value)]);

    private static string OneLine(string key) => Unprintable().Replace(key, " ");

    private static string Deployment(FlinkConfiguration configuration, FlinkVersion? version)
    {
        StringBuilder text = new("apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nspec:\n");
        if (version is { } known)
        {
            text.Append(CultureInfo.InvariantCulture, $"  flinkVersion: v{known.Major}_{known.Minor}\n");
        }

        // The operator takes total process memory from the resource, whatever flinkConfiguration says.
        var options = configuration.With(TaskManagerProcess, null).With(JobManagerProcess, null);
        if (!options.Options.IsEmpty)
        {
            text.Append("  flinkConfiguration:\n").Append(Lines(options, "    ", Quoted));
        }

        AppendMemory(text, "jobManager", configuration[JobManagerProcess]);
        AppendMemory(text, "taskManager", configuration[TaskManagerProcess]);
        return text.ToString();
    }

    private static void AppendMemory(StringBuilder text, string process, string? size)
    {
        if (size is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {process}:\n    resource:\n      memory: {Quoted(size)}\n");
        }
    }

    /// <summary>Plain where YAML leaves it alone, quoted elsewhere.</summary>
    private static string Scalar(string value) => PlainInYaml().IsMatch(value) ? value : Quoted(value);

    private static string Quoted(string value)
    {
        StringBuilder text = new("\"");
        foreach (var character in value)
        {
            _ = character switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append(@"\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' or (>= '\x7F' and <= '\x9F') or '\u2028' or '\u2029' or '\uFEFF' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}"),
                _ => text.Append(character),
            };
        }

        return text.Append('"').ToString();
    }

    private static string Shell(string property) => PlainInShell().IsMatch(property) ? property : $"'{property.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"^(?!(?i:null|yes|no|on|off|y|n)$)(0|[1-9][0-9]{0,17}|[1-9][0-9]*\s?[a-z]{1,9}|0\.(?!000)[0-9]{0,14}[1-9]|[A-Za-z][\w./\-]*)\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PlainInYaml();

    [GeneratedRegex(@"^(?!(?i:null|yes|no|on|off|y|n|true|false)\z)[A-Za-z][A-Za-z0-9_.\-]*\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PlainKeyInYaml();

    [GeneratedRegex(@"[\u0000-\u001F\u007F-\u009F\u2028\u2029\uFEFF]", RegexOptions.None, 1000)]
    private static partial Regex Unprintable();

    [GeneratedRegex(@"^[\w.,:=/@%+\-]+\z", RegexOptions.None, 1000)]
    private static partial Regex PlainInShell();
}
