using System.Collections.Immutable;
using FlinkMemoryConsole.ConfigurationFiles;
using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Cures;

namespace FlinkMemoryConsole.Web.Components.Budget;

/// <summary>What the budget page shows of a text: how it was read, and what Flink makes of it. Pure, and never throws, whatever was pasted.</summary>
/// <param name="Form">How it was written; null where nothing could be read.</param>
/// <param name="Problem">Why it could not be read, with line and key; null where it could.</param>
/// <param name="Warnings">What was skipped, or reads differently from what one may think.</param>
/// <param name="Configuration">The options; empty where nothing could be read.</param>
/// <param name="Budget">What Flink derives; null where it refuses or nothing could be read.</param>
/// <param name="Refusal">Flink's own words where it refuses.</param>
/// <param name="Remarks">What Flink would only log.</param>
/// <param name="BlamedKeys">The options to blame for a refusal, the most telling first.</param>
/// <param name="Advice">Findings on the configuration as it is written.</param>
public sealed record BudgetReading(
    ConfigurationForm? Form,
    string? Problem,
    ImmutableArray<string> Warnings,
    FlinkConfiguration Configuration,
    ProcessBudget? Budget,
    string? Refusal,
    ImmutableArray<string> Remarks,
    ImmutableArray<string> BlamedKeys,
    ImmutableArray<ConfigurationFinding> Advice)
{
    private static readonly string[] Prefixes = ["taskmanager.memory.", "jobmanager.memory.", "taskmanager.network", "taskmanager.heap", "jobmanager.heap", "taskmanager.cpu", "taskmanager.numberOfTaskSlots", "containerized."];

    /// <summary>Reads a text and derives one process's memory from it.</summary>
    /// <param name="legacy">The text is a <c>flink-conf.yaml</c>, which a look at it cannot tell.</param>
    public static BudgetReading Of(string text, bool legacy, FlinkVersion version, bool ofJobManager) =>
        ConfigurationReader.Read(text, legacy ? "flink-conf.yaml" : null) switch
        {
            ConfigurationReading.Read { Documents: [var document, ..] } read => Of(read, document.Configuration, version, ofJobManager),
            ConfigurationReading.Unreadable unreadable => Unread(unreadable.Error.ToString()),
            _ => Unread("There is no configuration in this text."),
        };

    /// <summary>The changes to these options that fulfil a wish, or why none do.</summary>
    public CureAnswer Wish(MemoryWish wish, FlinkVersion version) => CureSolver.Solve(Configuration, version, wish);

    /// <summary>The options of a running cluster that decide about memory, as a text that a person may change.</summary>
    public static string TextOf(FlinkConfiguration configuration)
    {
        var chosen = configuration.Options.Where(option => Prefixes.Any(prefix => option.Key.StartsWith(prefix, StringComparison.Ordinal)));
        return ConfigurationWriter.Write(ConfigurationForm.ConfigYaml, FlinkConfiguration.From(chosen));
    }

    private static BudgetReading Of(ConfigurationReading.Read read, FlinkConfiguration configuration, FlinkVersion version, bool ofJobManager)
    {
        var several = read.Documents.Length > 1 ? [$"The text holds {read.Documents.Length} configurations; this is the first, {read.Documents[0].Name}."] : Array.Empty<string>();
        BudgetReading blank = new(read.Form, null, [.. several, .. read.Warnings.Select(warning => warning.ToString())], configuration, null, null, [], [], ConfigurationAdvice.For(configuration, version));
        return ofJobManager ? With(blank, JobManagerBudgets.Derive(configuration, version)) : With(blank, TaskManagerBudgets.Derive(configuration, version));
    }

    private static BudgetReading With<TBudget>(BudgetReading blank, BudgetAnswer<TBudget> answer)
        where TBudget : ProcessBudget => answer switch
        {
            BudgetAnswer<TBudget>.Valid valid => blank with { Budget = valid.Budget, Remarks = valid.Remarks },
            BudgetAnswer<TBudget>.Refused refused => blank with
            {
                Refusal = $"{refused.ExceptionClass}: {refused.Prefix}{refused.Message}{(refused.Cause is { } cause ? $" Caused by: {cause}" : "")}",
                BlamedKeys = refused.Keys,
            },
            _ => blank,
        };

    private static BudgetReading Unread(string problem) => new(null, problem, [], FlinkConfiguration.Empty, null, null, [], [], []);
}
