using System.Collections.Immutable;
using System.Globalization;
using FlinkMemoryConsole.ConfigurationFiles;
using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Cures;
using FlinkMemoryConsole.Core.Network;
using FlinkMemoryConsole.Web.Components.Shared;
using FlinkMemoryConsole.Web.Components.Shared.Memory;

namespace FlinkMemoryConsole.Web.Components.Budget;

/// <summary>An option that Flink's refusal is about.</summary>
/// <param name="Value">As it is set; null where it is not.</param>
/// <param name="Line">Where it stands in a pasted text.</param>
public sealed record BlamedKey(string Key, string? Value, int? Line);

/// <summary>Why Flink does not start the process.</summary>
/// <param name="Words">Exception and message as Flink prints them.</param>
/// <param name="Cause">Flink's <em>Caused by</em>, where there is one.</param>
/// <param name="Keys">The options to blame, the most telling first.</param>
/// <param name="Repair">The fewest changes that Flink accepts.</param>
public sealed record BudgetRefusal(string Words, string? Cause, ImmutableArray<BlamedKey> Keys, CureAnswer Repair);

/// <summary>All that the budget page says about one configuration.</summary>
public sealed record BudgetPageModel
{
    public required FlinkConfiguration Configuration { get; init; }

    public required FlinkVersion Version { get; init; }

    public required BudgetAddress Address { get; init; }

    /// <summary>Null where Flink refuses.</summary>
    public required ProcessBudget? Budget { get; init; }

    /// <summary>Null where Flink accepts.</summary>
    public required BudgetRefusal? Refusal { get; init; }

    /// <summary>What Flink only logs.</summary>
    public required ImmutableArray<string> Remarks { get; init; }

    /// <summary>Why Flink does not even get to see the options; null where it does.</summary>
    public ConfigurationFinding? Unseen => Findings.FirstOrDefault(finding => finding is { Id: FlinkFiles.UnreadFile, Severity: AdviceSeverity.Error });

    /// <summary>On the configuration as it is written, the gravest first.</summary>
    public required ImmutableArray<ConfigurationFinding> Findings { get; init; }

    /// <summary>What is said of the surroundings and cannot be read.</summary>
    public required ImmutableArray<string> Unread { get; init; }

    /// <summary>The wish of the address; null where there is none.</summary>
    public required WhatIf? WhatIf { get; init; }

    /// <summary>The nested boxes; null where Flink refuses.</summary>
    public MemoryBox? Map => Budget is null ? null : MemoryMapModel.Of(Budget);

    /// <summary>TaskManager or JobManager.</summary>
    public string ProcessName => Address.IsJobManager ? "JobManager" : "TaskManager";

    /// <summary>Why a TaskManager does not start its network although its memory is valid; null where no option is in the way.</summary>
    public NetworkFault? Fault => Budget is TaskManagerBudget taskManager ? NetworkStart.FaultOf(Configuration, Version, taskManager) : null;

    /// <summary>The largest text of the page.</summary>
    public string Headline => Budget switch
    {
        TaskManagerBudget taskManager => $"Tasks get {ByteSize.Text(taskManager.TaskHeap)} of heap in a process of {ByteSize.Text(taskManager.TotalProcess)}.",
        JobManagerBudget jobManager => $"The JobManager gets {ByteSize.Text(jobManager.JvmHeap)} of heap in a process of {ByteSize.Text(jobManager.TotalProcess)}.",
        _ => $"Flink {Version} starts no {ProcessName} with this configuration.",
    };

    /// <summary>The same configuration with the changes of an answer.</summary>
    public FlinkConfiguration With(CureAnswer.Reached reached) =>
        reached.Changes.Aggregate(Configuration, (before, change) => before.With(change.Key, change.To));

    /// <summary>Derives everything. Never throws for what a configuration or an address may hold.</summary>
    /// <param name="pasted">The text that it was read from; null where it is a cluster's.</param>
    public static BudgetPageModel Of(FlinkConfiguration configuration, FlinkVersion version, BudgetAddress address, ConfigurationDocument? pasted = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(address);

        return address.IsJobManager
            ? Of(JobManagerBudgets.Derive(configuration, version), configuration, version, address, pasted)
            : Of(TaskManagerBudgets.Derive(configuration, version), configuration, version, address, pasted);
    }

    private static BudgetPageModel Of<TBudget>(BudgetAnswer<TBudget> answer, FlinkConfiguration configuration, FlinkVersion version, BudgetAddress address, ConfigurationDocument? pasted)
        where TBudget : ProcessBudget
    {
        var unread = ImmutableArray.CreateBuilder<string>();
        ConfigurationSurroundings surroundings = new(Size("Container limit", address.Limit, unread), Size("Beside Flink", address.Beside, unread), Jars(address.Jars, unread))
        {
            AreFlags = pasted?.Form is ConfigurationForm.DynamicProperties,
            File = pasted?.File,
            IsFileNamed = pasted is { IsFileNamed: true },
        };
        return new()
        {
            Configuration = configuration,
            Version = version,
            Address = address,
            Budget = answer.BudgetOrNull,
            Refusal = (answer as BudgetAnswer<TBudget>.Refused) is { } refused ? Refused(refused, configuration, version, address.IsJobManager, pasted?.Lines) : null,
            Remarks = (answer as BudgetAnswer<TBudget>.Valid)?.Remarks ?? [],
            Findings = address.IsJobManager ? ConfigurationAdvice.ForJobManager(configuration, version, surroundings) : ConfigurationAdvice.For(configuration, version, surroundings),
            Unread = unread.ToImmutable(),
            WhatIf = WhatIf.Of(address, configuration, version, answer.BudgetOrNull),
        };
    }

    private static BudgetRefusal Refused<TBudget>(BudgetAnswer<TBudget>.Refused refused, FlinkConfiguration configuration, FlinkVersion version, bool isJobManager, ImmutableDictionary<string, int>? lines)
        where TBudget : ProcessBudget => new(
            $"{refused.ExceptionClass}: {refused.Prefix}{refused.Message}",
            refused.Cause,
            [.. refused.Keys.Select(key => new BlamedKey(key, configuration[key], lines is not null && lines.TryGetValue(key, out var line) ? line : null))],
            CureSolver.Solve(configuration, version, new MemoryWish.Accepted(isJobManager)));

    private static long? Size(string what, string text, ImmutableArray<string>.Builder unread)
    {
        if (text.Length == 0)
        {
            return null;
        }

        if (MemorySizeText.TryParseTyped(text, out var bytes, out var failure))
        {
            return bytes;
        }

        unread.Add($"{what} “{text}” cannot be read: {failure}");
        return null;
    }

    private static int? Jars(string text, ImmutableArray<string>.Builder unread)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var jars))
        {
            return jars;
        }

        if (text.Length > 0)
        {
            unread.Add($"Jars “{text}” is no whole number.");
        }

        return null;
    }
}
