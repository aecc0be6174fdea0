using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Network;

namespace FlinkMemoryConsole.Core.Configuration;

/// <summary>What is known about the place where the TaskManager runs; null where it is not known, and then nothing is said about it.</summary>
/// <param name="ContainerLimitBytes">The limit of the TaskManager's container.</param>
/// <param name="BesideBytes">What other processes in the same container need, a .NET worker above all.</param>
/// <param name="Jars">How many jars the jobs and <c>lib</c> bring.</param>
public sealed record ConfigurationSurroundings(long? ContainerLimitBytes = null, long? BesideBytes = null, int? Jars = null)
{
    /// <summary>The options are <c>-D</c> flags, and may be meant for <c>taskmanager.sh</c>.</summary>
    public bool AreFlags { get; init; }

    /// <summary>The one of <see cref="FlinkFiles"/> that the options stand in; null for options of flags, of a deployment and of a running cluster.</summary>
    public string? File { get; init; }

    /// <summary>Something names the file; else it is only what the text looks like.</summary>
    public bool IsFileNamed { get; init; }
}

/// <summary>Findings on a configuration as it is written: what this version ignores, what contradicts itself, what does not fit its surroundings.</summary>
public static partial class ConfigurationAdvice
{
    /// <summary>So many jars fill the default metaspace of 256 MiB in practice.</summary>
    private const int ManyJars = 30;

    private const string TaskManagerFlags = "env.java.opts.taskmanager";

    private static readonly string[] FlagKeys = ["env.java.opts", "env.java.opts.all", TaskManagerFlags, "env.java.opts.jobmanager"];

    private const long SmallTaskHeap = 64L << 20;

    /// <summary>On native Kubernetes Flink itself rounds the limit of the container down to whole mebibytes.</summary>
    private const long WholeMebibytes = 1L << 20;

    /// <summary>All findings, the gravest first.</summary>
    public static ImmutableArray<ConfigurationFinding> For(FlinkConfiguration configuration, FlinkVersion version, ConfigurationSurroundings? surroundings = null)
    {
        var budget = TaskManagerBudgets.Derive(configuration, version).BudgetOrNull;
        return
        [
            .. AboutKeys(configuration, version)
                .Concat(AboutPairs(configuration, version))
                .Concat(AboutFlags(configuration, surroundings))
                .Concat(budget is null ? [] : AboutBudget(budget).Concat(AboutStart(configuration, version, budget)))
                .Concat(surroundings is null || budget is null ? [] : AboutSurroundings(configuration, budget, surroundings))
                .Concat(surroundings is { File: { } file } && FlinkFiles.FindingOn(file, surroundings.IsFileNamed, version) is { } unread ? [unread] : [])
                .Concat(surroundings is { AreFlags: true } && StandaloneFlags.FaultOf(configuration, version) is { } fault ? [fault] : [])
                .OrderByDescending(finding => finding.Severity),
        ];
    }

    /// <summary>As <see cref="For"/>, without what is about TaskManagers alone.</summary>
    public static ImmutableArray<ConfigurationFinding> ForJobManager(FlinkConfiguration configuration, FlinkVersion version, ConfigurationSurroundings? surroundings = null) =>
        [.. For(configuration, version, surroundings).Where(finding => finding.Keys.IsEmpty || !finding.Keys.All(key => key.StartsWith("taskmanager.", StringComparison.Ordinal) || key is TaskManagerFlags))];

    private static IEnumerable<ConfigurationFinding> AboutKeys(FlinkConfiguration configuration, FlinkVersion version)
    {
        foreach (var (key, value) in configuration.Options)
        {
            var option = FlinkOptions.Find(key) ?? FlinkOptions.FindMapOf(key);
            if (FlinkOptions.ReadAs(key, version) is [_, ..] present)
            {
                yield return AboutOldName(key, present, configuration);
            }
            else if (option is not null && !option.IsKnownIn(version))
            {
                yield return new("ignored-key", AdviceSeverity.Error, [key], $"Flink {version} does not know {key} and ignores it without a word.", option.Until is null ? $"It came with {option.Since}." : ReplacementOf(key));
            }
            else if (option is null && FlinkOptions.FindByDeprecatedKey(key) is { } renamed)
            {
                yield return new("ignored-key", AdviceSeverity.Error, [key], $"{key} is an old name that Flink {version} does not read.", $"Write {renamed.Key}.");
            }
            else if (ReplacementKey(key) is { } replacement)
            {
                yield return new("legacy-key", AdviceSeverity.Warning, [key], $"{key} counts only up to Flink 1.20 and is ignored from 2.0 on.", $"Write {replacement}.");
            }
            else if (option is null && (key.StartsWith("taskmanager.memory.", StringComparison.Ordinal) || key.StartsWith("jobmanager.memory.", StringComparison.Ordinal)))
            {
                yield return new("unknown-key", AdviceSeverity.Warning, [key], $"No Flink from {FlinkVersion.Oldest} to {FlinkVersion.Newest} knows {key}.", "A slip of the pen? Flink ignores it without a word.");
            }

            if (option is { Type: "MemorySize" } && !MemorySizeText.TryParse(value, out _, out var failure))
            {
                yield return new("unreadable-value", AdviceSeverity.Error, [key], $"'{value}' is no memory size: {failure.TrimEnd('.')}.", "Whole numbers with b, k, m, g or t: 1536m, not 1.5g or 1536Mi.");
            }
        }
    }

    private static ConfigurationFinding AboutOldName(string key, ImmutableArray<FlinkOption> present, FlinkConfiguration configuration)
    {
        var names = string.Join(" and ", present.Select(option => option.Key));
        return present.All(option => configuration[option.Key] is not null)
            ? new("legacy-key", AdviceSeverity.Warning, [key, .. present.Select(option => option.Key)], $"{key} is an old name of {names}, which {(present.Length == 1 ? "is set too and wins" : "are set too and win")}.", "Remove the old one.")
            : new("legacy-key", AdviceSeverity.Note, [key], $"{key} is an old name.", $"Write {names}.");
    }

    private static IEnumerable<ConfigurationFinding> AboutPairs(FlinkConfiguration configuration, FlinkVersion version)
    {
        OptionReader options = new(configuration);
        if (options.Contains(TaskManagerOptions.Managed) && options.Contains(TaskManagerOptions.ManagedFraction))
        {
            yield return Pair("size-and-fraction", options, TaskManagerOptions.Managed, TaskManagerOptions.ManagedFraction, "The size counts, the fraction is never used.", "Keep one of them.");
        }

        if (options.TextOf(TaskManagerOptions.NetworkMin) is { } min && string.Equals(min, options.TextOf(TaskManagerOptions.NetworkMax), StringComparison.Ordinal) && options.Contains(TaskManagerOptions.NetworkFraction))
        {
            yield return Pair("size-and-fraction", options, TaskManagerOptions.NetworkMin, TaskManagerOptions.NetworkFraction, "Minimum and maximum are the same, so the fraction is never used.", "Remove the fraction.");
        }

        foreach (var process in new[] { TaskManagerOptions.Process, JobManagerOptions.Process })
        {
            if (options.Contains(process.TotalProcess) && options.Contains(process.TotalFlink))
            {
                yield return Pair("both-totals", options, process.TotalProcess, process.TotalFlink, "JVM overhead becomes what the two leave, and Flink refuses it outside its range.", "Set one: the process size in containers, the Flink size elsewhere.");
            }
        }

        if (version < LegacyHeap.Removed && options.Contains(TaskManagerOptions.NetworkBuffers)
            && new[] { TaskManagerOptions.NetworkMin, TaskManagerOptions.NetworkMax, TaskManagerOptions.NetworkFraction }.FirstOrDefault(options.Contains) is { } overruling)
        {
            yield return Pair("overruled-key", options, TaskManagerOptions.NetworkBuffers, overruling, $"{options.KeyOf(overruling)} overrules the number of buffers.", "Remove the number of buffers.");
        }
    }

    private static IEnumerable<ConfigurationFinding> AboutFlags(FlinkConfiguration configuration, ConfigurationSurroundings? surroundings)
    {
        foreach (var key in FlagKeys)
        {
            if (configuration[key] is { } flags && MemoryFlag().Matches(flags) is [_, ..] found)
            {
                yield return new("jvm-flags", AdviceSeverity.Warning, [key], $"{key} sets {string.Join(", ", found.Select(flag => flag.Value).Distinct(StringComparer.Ordinal))}. It stands behind the flags that Flink derives and wins: the JVM gets something else than the budget says.", "Remove it there, and set memory options instead.");
            }
        }

        if (surroundings is { AreFlags: true } && !configuration.Options.Keys.Any(key => key.StartsWith("taskmanager.", StringComparison.Ordinal)) && configuration.Options.Keys.Any(key => key.StartsWith("jobmanager.memory.", StringComparison.Ordinal)))
        {
            yield return new("jobmanager-flags", AdviceSeverity.Warning, ["taskmanager.memory.process.size"], "These are a JobManager's flags: no option of a TaskManager stands among them.", "Look at the JobManager's budget.");
        }
    }

    private static IEnumerable<ConfigurationFinding> AboutBudget(TaskManagerBudget budget)
    {
        var network = budget.OriginOf(MemoryComponent.Network);
        if (network.Kind is OriginKind.ClampedToMaximum)
        {
            yield return new("network-clamped", AdviceSeverity.Note, [network.Key!], $"Network memory stops at its maximum {Print(budget.Network)}; the fraction alone would give {Print(network.Unclamped ?? 0)}.", "Raise the maximum only if buffers are short: what is above goes to task heap now.");
        }

        if (network.Kind is OriginKind.Rest && budget.Network > FlinkFractions.Multiply(budget.TotalFlink, 0.2))
        {
            yield return new("network-takes-the-rest", AdviceSeverity.Warning, ["taskmanager.memory.task.heap.size"], $"Network memory gets all that task heap and managed memory leave: {Print(budget.Network)}, {budget.NetworkBuffers} buffers.", "Leave task heap unset, or set managed memory and no total, if so many buffers are not needed.");
        }

        if (budget.TaskHeap < SmallTaskHeap)
        {
            yield return new("task-heap-small", AdviceSeverity.Warning, [budget.OriginOf(MemoryComponent.TaskHeap).Key ?? "taskmanager.memory.process.size"], $"Tasks have only {Print(budget.TaskHeap)} of heap; Flink sets no lower bound.", "Give the process more, or take it from managed memory if no state backend uses it.");
        }
    }

    private static IEnumerable<ConfigurationFinding> AboutStart(FlinkConfiguration configuration, FlinkVersion version, TaskManagerBudget budget)
    {
        if (NetworkStart.FaultOf(configuration, version, budget) is { } fault)
        {
            if (!fault.IsUnreadable)
            {
                yield return new(string.Equals(fault.Message, budget.NetworkFault?.Message, StringComparison.Ordinal) ? "segment-size" : "network-option", AdviceSeverity.Error, fault.Keys, $"The TaskManager fails when it starts its network, for {fault.Keys[0]}: {fault.Message.TrimEnd('.')}.", fault.Advice);
            }
        }
        else if (NetworkStart.JobFaultOf(configuration, version) is { } ofJobs)
        {
            yield return new("network-option", AdviceSeverity.Warning, ofJobs.Keys, $"The TaskManager starts, but Flink refuses {ofJobs.Jobs} for {ofJobs.Keys[0]}: {ofJobs.Message.TrimEnd('.')}.", ofJobs.Advice);
        }
    }

    private static IEnumerable<ConfigurationFinding> AboutSurroundings(FlinkConfiguration configuration, TaskManagerBudget budget, ConfigurationSurroundings surroundings)
    {
        if (surroundings.Jars >= ManyJars && configuration["taskmanager.memory.jvm-metaspace.size"] is null)
        {
            yield return new("metaspace-default", AdviceSeverity.Note, ["taskmanager.memory.jvm-metaspace.size"], string.Create(CultureInfo.InvariantCulture, $"{surroundings.Jars} jars share the default metaspace of {Print(budget.JvmMetaspace)}."), "Set 512m if the first start fails; if it grows with every restart, look for a class leak instead.");
        }

        if (surroundings.ContainerLimitBytes is not { } limit)
        {
            yield break;
        }

        var beside = surroundings.BesideBytes ?? 0;
        var spare = limit - budget.TotalProcess;
        if (spare <= -WholeMebibytes)
        {
            yield return new("container-limit", AdviceSeverity.Error, ["taskmanager.memory.process.size"], $"The container's limit {Print(limit)} is below total process memory {Print(budget.TotalProcess)}.", "The kernel kills the process before Flink reaches its budget: make them equal.");
        }
        else if (Math.Max(0, spare) < beside)
        {
            yield return new("no-room-beside", AdviceSeverity.Warning, ["taskmanager.memory.process.size"], $"The container leaves {Print(Math.Max(0, spare))} beside Flink; the other process in it needs {Print(beside)}.", $"Give Flink at most {MemorySizeText.ToOption(Math.Max(0, limit - beside))}, or the container more.");
        }
        else if (spare > WholeMebibytes && beside == 0)
        {
            yield return new("container-limit", AdviceSeverity.Note, ["taskmanager.memory.process.size"], $"The container's limit {Print(limit)} is not total process memory {Print(budget.TotalProcess)}: {Print(spare)} are nobody's.", "Unless another process runs in it, set the process size to the limit.");
        }
    }

    private static ConfigurationFinding Pair(string id, OptionReader options, MemoryOption one, MemoryOption other, string text, string advice) =>
        new(id, AdviceSeverity.Warning, [options.KeyOf(one), options.KeyOf(other)], $"{options.KeyOf(one)} and {options.KeyOf(other)} are both set. {text}", advice);

    private static string ReplacementOf(string key) => ReplacementKey(key) is { } replacement ? $"Write {replacement}." : "Remove it.";

    /// <summary>What stands for a key that counts up to 1.20 only; null for all others.</summary>
    private static string? ReplacementKey(string key) => key switch
    {
        "taskmanager.heap.size" or "taskmanager.heap.mb" => "taskmanager.memory.flink.size (or taskmanager.memory.process.size in containers)",
        "jobmanager.heap.size" or "jobmanager.heap.mb" => "jobmanager.memory.heap.size (or jobmanager.memory.process.size in containers)",
        "taskmanager.network.numberOfBuffers" => "taskmanager.memory.network.min and .max",
        _ => null,
    };

    private static string Print(long bytes) => MemorySizeText.ToHumanReadable(bytes);

    /// <summary>What Flink's start scripts derive from the budget.</summary>
    [GeneratedRegex(@"-Xm[xs]\w+|-XX:Max(DirectMemory|Metaspace)Size=\w+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MemoryFlag();
}
