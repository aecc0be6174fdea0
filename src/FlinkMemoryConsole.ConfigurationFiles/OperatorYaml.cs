using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.ConfigurationFiles;

/// <summary>
/// The effective options of a <c>FlinkDeployment</c>, as the Flink Kubernetes operator makes them: <c>spec.flinkConfiguration</c>, then the memory of
/// <c>spec.jobManager</c> and <c>spec.taskManager</c> as total process memory on top of it.
/// </summary>
internal static partial class OperatorYaml
{
    public const string Kind = "FlinkDeployment";

    private const string ProcessSize = "taskmanager.memory.process.size";

    /// <summary>The options of one deployment.</summary>
    /// <param name="asked">Flink's version, where it is known better than the deployment says it.</param>
    /// <exception cref="UnreadableException">A part of it is not what the operator expects there.</exception>
    public static ConfigurationDocument ReadDeployment(YamlMap deployment, OptionCollector options, FlinkVersion? asked)
    {
        if (deployment["spec"] is not YamlMap spec)
        {
            throw new UnreadableException(deployment.Line, "spec", $"{KubernetesYaml.TitleOf(deployment)} has no spec.");
        }

        switch (spec["flinkConfiguration"])
        {
            case YamlMap configuration:
                ConfigYaml.Flatten(configuration, "", options);
                break;
            case YamlText { Value: "" } or null:
                break;
            case var other:
                throw new UnreadableException(other.Line, "spec.flinkConfiguration", "this is no map of options.");
        }

        AddMemory(spec, "jobManager", "jobmanager.memory.process.size", options);
        AddMemory(spec, "taskManager", ProcessSize, options);
        var version = Version(spec, options);
        if ((asked ?? version) is { Major: 1 } flink && IsNative(spec))
        {
            TranslateLegacyHeap(options, flink);
        }

        return options.ToDocument(KubernetesYaml.NameOf(deployment), version);
    }

    private static bool IsNative(YamlMap spec) => spec["mode"] is not YamlText { Value.Length: > 0 } mode || mode.Value.Equals("native", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// On native Kubernetes Flink's resource manager, and no start script, sizes the TaskManagers. It takes the legacy keys for total process memory, where that is not set;
    /// the scripts take them for total Flink memory (<c>ActiveResourceManagerFactory</c> against <c>BashJavaUtils</c>). JobManagers are started by script there too.
    /// </summary>
    private static void TranslateLegacyHeap(OptionCollector options, FlinkVersion flink)
    {
        foreach (var key in new[] { "taskmanager.heap.size", "taskmanager.heap.mb" })
        {
            // A text that is no size stays where it is: Flink refuses it under its own name.
            if (!options.TryGet(key, out var value, out var line) || !MemorySizeText.TryParse(key.EndsWith(".mb", StringComparison.Ordinal) ? $"{value}m" : value, out var bytes, out _))
            {
                continue;
            }

            options.Remove(key);
            if (options.TryGet(ProcessSize, out _, out var other))
            {
                options.Warnings.Add(new ConfigurationRemark(line, key, $"has no effect: on native Kubernetes Flink {flink} reads it only where {ProcessSize} is not set (line {other})."));
                continue;
            }

            options.Set(ProcessSize, MemorySizeText.ToOption(bytes), line);
            options.Warnings.Add(new ConfigurationRemark(
                line, key, $"is read as {ProcessSize}, as Flink {flink} does on native Kubernetes (elsewhere it is total Flink memory). Newer operators refuse a deployment without spec.taskManager.resource.memory."));
        }
    }

    private static FlinkVersion? Version(YamlMap spec, OptionCollector options)
    {
        if (spec["flinkVersion"] is not YamlText text)
        {
            return null;
        }

        var version = text.Value.StartsWith('v') ? FlinkVersion.Parse(text.Value[1..].Replace('_', '.')) : null;
        if (version is null)
        {
            options.Warnings.Add(new ConfigurationRemark(text.Line, "spec.flinkVersion", $"'{text.Value}' is no version such as v1_20 or v2_0."));
        }

        return version;
    }

    private static void AddMemory(YamlMap spec, string process, string key, OptionCollector options)
    {
        // `resources` (requests and limits) takes the place of the older `resource` where it carries memory.
        var resources = (spec[process] as YamlMap)?["resources"] as YamlMap;
        var memory = (resources?["requests"] as YamlMap)?["memory"] ?? (resources?["limits"] as YamlMap)?["memory"]
            ?? ((spec[process] as YamlMap)?["resource"] as YamlMap)?["memory"];
        if (memory is not YamlText { Value.Length: > 0 } text)
        {
            return;
        }

        var bytes = MemorySizeText.TryParse(text.Value, out var plain, out _) ? plain : Quantity(text.Value);
        options.Set(
            key,
            bytes is { } known ? MemorySizeText.ToOption(known) : throw new UnreadableException(text.Line, $"spec.{process}.resource.memory", $"'{text.Value}' is neither a size of Flink (2048m) nor a Kubernetes quantity (2Gi)."),
            text.Line);
    }

    /// <summary>
    /// A Kubernetes quantity as the operator reads it: upper-cased, a trailing B taken off. <c>2Gi</c> is binary, <c>1.5G</c> decimal, <c>2e9</c> a power of ten (whole <c>2G</c> never comes here:
    /// Flink reads it first, as binary). Null where it is none, no whole number of bytes, or more of them than Flink can count.
    /// </summary>
    private static long? Quantity(string text)
    {
        var match = KubernetesQuantity().Match(WhiteSpace().Replace(JavaText.Trim(text), "").ToUpperInvariant());
        if (!match.Success)
        {
            return null;
        }

        var fraction = match.Groups["fraction"].Value;
        var exponent = match.Groups["exponent"].Success ? int.Parse(match.Groups["exponent"].ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0;
        var power = "KMGTP".IndexOf(match.Groups["unit"].Value, StringComparison.Ordinal) + (match.Groups["unit"].Length == 0 ? 0 : 1);

        // The pattern bounds digits and exponents, so that these numbers stay small, whatever was written.
        var scaled = BigInteger.Parse(match.Groups["whole"].Value + fraction, NumberStyles.None, CultureInfo.InvariantCulture)
            * BigInteger.Pow(match.Groups["binary"].Success ? 1024 : 1000, power) * BigInteger.Pow(10, Math.Max(0, exponent));
        var bytes = BigInteger.DivRem(scaled, BigInteger.Pow(10, fraction.Length + Math.Max(0, -exponent)), out var rest);
        return rest.IsZero && bytes <= long.MaxValue ? (long)bytes : null;
    }

    [GeneratedRegex(@"^(?<whole>[0-9]{1,18})(\.(?<fraction>[0-9]{1,9}))?(E(?<exponent>[+-]?[0-9]{1,2})|(?<unit>[KMGTP]?)(?<binary>I)?B?)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KubernetesQuantity();

    /// <summary>As Java knows it: no Unicode.</summary>
    [GeneratedRegex(@"\s", RegexOptions.ECMAScript, 1000)]
    private static partial Regex WhiteSpace();
}
